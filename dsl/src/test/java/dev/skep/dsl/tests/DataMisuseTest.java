package dev.skep.dsl.tests;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.EnumDef.enumeration;
import static dev.skep.dsl.ExternDef.kconfig;
import static dev.skep.dsl.GlobalDef.constant;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.StructDef.union;
import static dev.skep.dsl.SubprogramDef.globalFunction;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.Array;
import dev.skep.dsl.Bool;
import dev.skep.dsl.Contents;
import dev.skep.dsl.EnumDef;
import dev.skep.dsl.Enumerated;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.NullableParameterDef;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of layouts, enumerations, first contents and parameters. */
class DataMisuseTest {
    private static final EnumDef PHASE = enumeration("phase", U8);
    private static final Enumerated IDLE = PHASE.constant("IDLE", 0);
    private static final EnumDef COLOR = enumeration("color", U8);
    private static final Enumerated RED = COLOR.constant("RED", 0);

    private static final StructDef FLAGS = struct("flags");
    private static final Field<S32> THREE = FLAGS.bitField("three", S32, 3);
    private static final Field<Enumerated> NOW = FLAGS.field("now", PHASE);
    private static final Field<Bool> SET = FLAGS.field("set", BOOL);
    private static final StructDef TIGHT = packedStruct("tight");
    private static final Field<U64> WORD = TIGHT.field("word", U64);
    private static final GlobalDef<Array<U32>> TABLE =
            constant("table", array(U32, 2), array(U32, 2).of(1, 2));

    private static final SubprogramDef<U32> SUM = subprogram("sum", U32, p -> p.return_(u32(1)));
    private static final ParameterDef<Struct> TAKEN = SUM.parameter("taken", FLAGS);
    private static final SubprogramDef<U32> GLOBAL = globalFunction("global", U32, p -> p.return_(u32(1)));
    private static final ParameterDef<Struct> NEVER_NULL = GLOBAL.parameter("never_null", FLAGS);
    private static final SubprogramDef<U32> MAYBE = globalFunction("maybe", U32, p -> p.return_(u32(1)));
    private static final NullableParameterDef<Struct> NULLABLE = MAYBE.nullable("nullable", FLAGS);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAValue() {
        return Stream.of(
            row("of another enumeration",    "a `color` where a `phase` is wanted",
                (p, guilty) -> { var flags = p.local(FLAGS); guilty.at(() -> flags.set(NOW, RED)); guilty.at(() -> IDLE.eq(RED)); p.return_(PASS); }),
            row("case of another enumeration", "a case of `color` in a switch over `phase`",
                (p, guilty) -> { var now = p.local(FLAGS).get(NOW); guilty.at(() -> p.switch_(now, case_(RED).then(() -> {}))); p.return_(PASS); }),
            row("case that is computed",     "a case of `phase` is no constant of it",
                (p, guilty) -> { var now = p.local(FLAGS).get(NOW); guilty.at(() -> case_(now)); p.return_(PASS); }),
            row("truth that is a number",    "2 does not fit in bool (0 to 1)",
                (p, guilty) -> { var flags = p.local(FLAGS); guilty.at(() -> flags.set(SET, 2)); p.return_(PASS); }),
            row("too large for bits",        "4 does not fit in 3 bits",
                (p, guilty) -> { var flags = p.local(FLAGS); guilty.at(() -> flags.set(THREE, 4)); p.return_(PASS); }),
            row("address of bits",           "bits have no address; get and set them through their struct",
                (p, guilty) -> { var flags = p.local(FLAGS); guilty.at(() -> flags.at(THREE)); p.return_(PASS); }),
            row("atomic in a packed struct", "a number in a packed struct may lie across two words, and nothing atomic works there",
                (p, guilty) -> { var tight = p.local(TIGHT); guilty.at(() -> tight.at(WORD).atomicAdd(1)); p.return_(PASS); }),
            row("constant that is written",  "constant `table` cannot be written",
                (p, guilty) -> { var table = p.global(TABLE); guilty.at(() -> table.set(0, 1)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesALayout() {
        return Stream.of(
            definition("no bits",            "bit-field `b` of 0 bits: a s32 has 1 to 32",
                () -> struct("s").bitField("b", S32, 0)),
            definition("more bits than there are", "bit-field `b` of 9 bits: a u8 has 1 to 8",
                () -> struct("s").bitField("b", U8, 9)),
            definition("odd alignment",      "alignment 12, need a power of two from 1 to 4096",
                () -> struct("s").aligned(12)),
            definition("less than natural",  "alignment 2, need a power of two from 4 to 4096",
                () -> struct("s").fieldAligned(2, "a", U32)),
            definition("in the field before", "field `b` at offset 4 needs a multiple of 4 that is at least 8",
                () -> { var s = struct("s"); s.field("a", U64); s.fieldAt(4, "b", U32); }),
            definition("name in a nameless one", "struct `outer` has a field `a` already",
                () -> { var inner = union("inner"); inner.field("a", U32); var outer = struct("outer"); outer.field("a", U32); outer.anonymous(inner); }),
            definition("aligned after use",  "struct `flags` is in use; declare its alignment before that",
                () -> { FLAGS.size(); FLAGS.aligned(16); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnEnumeration() {
        return Stream.of(
            definition("constant twice",     "`e` has a constant `A` already",
                () -> { var e = enumeration("e", U8); e.constant("A", 1); e.constant("A", 2); }),
            definition("number twice",       "`B` is 1, as `A` of `e` is",
                () -> { var e = enumeration("e", U8); e.constant("A", 1); e.constant("B", 1); }),
            definition("too large",          "256 does not fit in e (0 to 255)",
                () -> enumeration("e", U8).constant("A", 256)),
            definition("no constants",       "`e` has no constants",
                () -> struct("s").field("f", enumeration("e", U8))));
    }

    @TestFactory
    Stream<DynamicTest> refusesContents() {
        return Stream.of(
            definition("too many",           "3 elements are more than u32[2] has",
                () -> array(U32, 2).of(1, 2, 3)),
            definition("too large",          "256 does not fit in u8 (0 to 255)",
                () -> array(U8, 2).of(256)),
            definition("of another type",    "contents of u32[2] where u32[3] is wanted",
                () -> constant("c", array(U32, 3), array(U32, 2).of(1))),
            definition("setting of another type", "contents of u32 where bool is wanted",
                () -> config("c", BOOL, bool())),
            definition("field twice",        "`tight.word` is said twice",
                () -> TIGHT.of(WORD.is(1), WORD.is(2))),
            definition("field of another",   "`tight.word` is no field of struct `flags`",
                () -> FLAGS.of(WORD.is(1))),
            definition("bit-field",          "bit-field `three` is not a number of its own",
                () -> THREE.is(1)),
            definition("text without room",  "this text has 5 bytes with its NUL, and here are 4",
                () -> chars(4).of("eth0")),
            definition("text with a NUL",    "this text has a NUL in it",
                () -> chars(4).of("a\0b")),
            definition("half a character",   "this text has half of a character in it",
                () -> chars(4).of("\ud800")),
            definition("variable in .rodata", "`g` cannot lie in section \".rodata.g\", only in one such as .data.g",
                () -> global("g", U32).section(".rodata.g")),
            definition("constant in .data",  "`c` cannot lie in section \".data.c\", only in one such as .rodata.c",
                () -> constant("c", U32, Contents.of(u32(1))).section(".data.c")),
            definition("no configuration",   "`HZ` is no name in the kernel's configuration",
                () -> kconfig("HZ", U32)),
            definition("what is computed",   "what a program computes is not there at first",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> Contents.of(p.prandomU32())))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAParameter() {
        return Stream.of(
            row("of another struct",         "struct `tight` where struct `flags` is wanted",
                (p, guilty) -> { var tight = p.local(TIGHT); guilty.at(() -> p.call(SUM, TAKEN.of(tight))); p.return_(PASS); }),
            definition("number that may be null", "`f.n` is a number, which is never null",
                () -> subprogram("f", U32, p -> {}).nullable("n", U32)),
            definition("never null, too old a kernel", "a global function that takes a reference which is never null needs kernel 6.8, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.call(GLOBAL, NEVER_NULL.of(p.local(FLAGS)))))),
            definition("nullable, too old a kernel", "a global function that takes a reference needs kernel 5.13, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.call(MAYBE, NULLABLE.null_())))));
    }
    // spotless:on

    @SuppressWarnings("unchecked") // the wrong type is what is tried
    private static Contents<Bool> bool() {
        return (Contents<Bool>) (Contents<?>) Contents.of(u32(1));
    }
}
