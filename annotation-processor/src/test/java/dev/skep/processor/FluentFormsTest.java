package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.StatementBuilder;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Where the fluent API says what annotated Java says, and what it does not say and why. The pairs that run are in {@link StatementPairsTest},
 * {@link TypePairsTest}, {@link LayoutPairsTest}, {@link DataPairsTest} and {@link TextPairsTest}.
 */
class FluentFormsTest {
    private static final Pattern NAME = Pattern.compile("@(\\w+)|\\b(Kernel|Memory|Bytes|Atomic|Core|U64)\\.(\\w+)");

    // spotless:off
    @TestFactory
    Stream<DynamicTest> statements() {
        return Stream.of(
            form("if, else",                  "StatementBuilder.ifThenElse"),
            form("?:",                        "StatementBuilder.choose"),
            form("while",                     "StatementBuilder.while_"),
            form("do",                        "StatementBuilder.doWhile"),
            form("for",                       "StatementBuilder.for_"),
            form("for over an array",         "StatementBuilder.forEach"),
            form("break, also of outer loops", "Loop.break_"),
            form("continue, also of outer loops", "Loop.continue_"),
            form("break of a block",          "Block.leave"),
            form("switch",                    "StatementBuilder.switch_"),
            form("yield",                     "CaseLabels.yield_"),
            form("return",                    "StatementBuilder.return_"),
            form("== null",                   "Maybe.ifPresentOrElse"),
            form("variables",                 "StatementBuilder.variable"),
            form("variables that refer",      "StatementBuilder.reference"),
            form("Kernel.loop",               "StatementBuilder.loop"),
            form("Kernel.range",              "StatementBuilder.range"),
            form("Kernel.rcuReadLock",        "StatementBuilder.rcuReadLock"),
            form("Kernel.preemptDisable",     "StatementBuilder.preemptDisable"),
            none("cases that fall through",   "a case says what it does; several labels share one"),
            none("+=, ++",                    "get and set of the one place: there is no expression that changes something"),
            none("return of a method in place", "the method is the caller's Java; a block is left instead"));
    }

    @TestFactory
    Stream<DynamicTest> types() {
        return Stream.of(
            form("@Unsigned",                 "Types.U32"),
            form("boolean",                   "Types.BOOL"),
            form("casts",                     "HostInteger.to"),
            form("enum, @Code",               "EnumDef.constant"),
            form("@BigEndian",                "Types.BE32"),
            form("@Struct",                   "StructDef.struct"),
            form("@Packed",                   "StructDef.packedStruct"),
            form("@Union",                    "StructDef.union"),
            form("@Bits",                     "StructDef.bitField"),
            form("@Align of a struct",        "StructDef.aligned"),
            form("@Align of a field",         "StructDef.fieldAligned"),
            form("@Offset",                   "StructDef.fieldAt"),
            form("@Anonymous",                "StructDef.anonymous"),
            form("@Length",                   "Types.array"),
            form("array[index]",              "Array.get"),
            form("U64.of",                    "StatementBuilder.cell"),
            form("new",                       "StatementBuilder.local"),
            form("equals of records",         "Struct.equal"),
            form("Memory.as",                 "Bytes.as"),
            form("Memory.copy",               "Struct.copyFrom"),
            form("Bytes.part",                "Bytes.part"),
            form("Bytes.equal",               "Bytes.equal"),
            form("Bytes.set",                 "Bytes.set"),
            form("Math.min",                  "HostInteger.min"),
            form("Integer.rotateLeft",        "HostInteger.rotateLeft"),
            form("Kernel.printk",             "StatementBuilder.printk"),
            form("Kernel.snprintf",           "StatementBuilder.snprintf"),
            form("Kernel.strncmp",            "StatementBuilder.strncmp"),
            none("promotion to int",          "a number keeps its type until it is converted"),
            none("mixed signs",               "two numbers of different signs are two types, which Java keeps apart"),
            none("records",                   "a struct in local memory is a value, and a key"));
    }

    @TestFactory
    Stream<DynamicTest> dataAndFunctions() {
        return Stream.of(
            form("static fields",             "GlobalDef.global"),
            form("static final tables",       "GlobalDef.constant"),
            form("@Section",                  "GlobalDef.section"),
            form("@Config",                   "ConfigDef.config"),
            form("@Kconfig",                  "ExternDef.kconfig"),
            form("@Ksym",                     "ExternDef.ksym"),
            form("Atomic.add",                "Cell.fetchAdd"),
            form("Atomic.compareExchange",    "Cell.compareExchange"),
            form("@Subprogram",               "SubprogramDef.subprogram"),
            form("@Subprogram that is void",  "SubprogramDef.procedure"),
            form("@Global",                   "SubprogramDef.globalFunction"),
            form("parameters that may be null",      "SubprogramDef.nullable"),
            form("contexts as parameters",    "SubprogramDef.context"),
            form("cells as parameters",       "SubprogramDef.cell"),
            form("@KernelType",               "KernelStruct.kernelStruct"),
            form("@Embedded",                 "KernelStruct.embedded"),
            form("Core.exists",               "Core.exists"),
            form("@Kfunc",                    "FunctionBuilder.callKfunc"),
            form("Kernel.asm",                "FunctionBuilder.asm"),
            form("@Ksym of a variable",       "KernelVariable.kernelVariable"),
            form("Kernel.thisCpu",            "FunctionBuilder.thisCpu"),
            form("Kernel.perCpu",             "FunctionBuilder.perCpu"),
            form("@BtfTracepoint",            "ProgramType.btfTracepoint"),
            form("@Fentry",                   "ProgramType.fentry"),
            form("@Fexit",                    "ProgramType.fexit"),
            form("@FmodRet",                  "ProgramType.fmodRet"),
            form("@Lsm",                      "ProgramType.lsm"),
            form("@LsmCgroup",                "ProgramType.lsmCgroup"),
            form("parameters of what is traced", "KernelSignature.argument"),
            form("@Iter",                     "ProgramType.iter"),
            form("Kernel.seqPrintf",          "StatementBuilder.seqPrintf"),
            form("@StructOps",                "StructOpsDef.structOps"),
            form("@Member of a method",       "ProgramType.member"),
            form("@Member of a field",        "StructOpsDef.data"),
            form("pointer.member = value",    "KernelObject.set"),
            form("locks in values of maps",   "FunctionBuilder.hold"),
            none("@Usdt",                     "not yet"),
            form("Core.addressOf",            "KernelObject.addressOf"),
            none("@Inline",                   "a Java method is in place"),
            none("@Name",                     "whatever is declared is named by a text"));
    }
    // spotless:on

    /** A construct of annotated Java, and the member of the fluent API that says it. */
    private static DynamicTest form(String construct, String member) {
        return DynamicTest.dynamicTest(construct, () -> {
            assertThat(annotated(construct))
                    .as("annotated Java has " + construct)
                    .isTrue();
            var dot = member.indexOf('.');
            var type = Class.forName(StatementBuilder.class.getPackageName() + "." + member.substring(0, dot));
            assertThat(has(type, member.substring(dot + 1))).as(member).isTrue();
        });
    }

    /** A construct of annotated Java that has no form, for that reason. */
    private static DynamicTest none(String construct, String reason) {
        return DynamicTest.dynamicTest(construct + ": " + reason, () -> assertThat(annotated(construct))
                .as("annotated Java has " + construct)
                .isTrue());
    }

    /** Whether the names in it are of the language: its annotations, and methods of its classes. What is Java's own is there. */
    private static boolean annotated(String construct) {
        return NAME.matcher(construct).results().allMatch(name -> {
            if (name.group(1) != null) return lang(name.group(1)).isPresent();
            return has(lang(name.group(2)).orElseThrow(), name.group(3));
        });
    }

    private static Optional<Class<?>> lang(String name) {
        try {
            return Optional.of(Class.forName("dev.skep.lang." + name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean has(Class<?> type, String member) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                .filter(found -> Modifier.isPublic(found.getModifiers()))
                .map(Member::getName)
                .anyMatch(member::equals);
    }
}
