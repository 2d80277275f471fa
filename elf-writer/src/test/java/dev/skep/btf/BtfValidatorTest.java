package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.DeclTag;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.TypeTag;
import dev.skep.btf.BtfType.Typedef;
import dev.skep.btf.BtfType.Union;
import dev.skep.btf.BtfType.Var;
import dev.skep.btf.BtfValidator.Audience;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel's rules, one row each, with the kernel as judge. Types [1] to [3] of every row are int, int[2], struct s { int a }. */
class BtfValidatorTest {
    private static final BtfId INT = new BtfId(1);
    private static final BtfId ARRAY = new BtfId(2);
    private static final BtfId STRUCT = new BtfId(3);
    private static final BtfId NEXT = new BtfId(4);
    private static final BtfId AFTER = new BtfId(5);
    private static final BtfId LATER = new BtfId(6);
    private static final BtfId VOID = BtfId.VOID;

    // spotless:off
    static Stream<Arguments> refused() {
        return Stream.of(
            row(BtfRule.NAMED,             "FWD [4] has no name", new Fwd("", ForwardKind.STRUCT)),
            row(BtfRule.NAMED,             "TYPEDEF [4] has no name", new Typedef("", INT)),
            row(BtfRule.NAMED,             "VAR [4] has no name", new Var("", INT, BtfLinkage.GLOBAL)),
            row(BtfRule.NAMED,             "FUNC [5] has no name", proto(INT), new Func("", NEXT, BtfLinkage.GLOBAL)),
            row(BtfRule.NAMED,             "DECL_TAG [4] has no name", DeclTag.on(STRUCT, "")),
            row(BtfRule.NAMED,             "ENUM e [4] has a value without a name", new BtfType.Enum("e", 4, Signedness.UNSIGNED, List.of(new Enumerator("", 1)))),
            row(BtfRule.IDENTIFIER,        "STRUCT A$B [4] has the name A$B of 3 characters", new Struct("A$B", 4, List.of())),
            row(BtfRule.IDENTIFIER,        "TYPEDEF 1x [4] has the name 1x of 2 characters", new Typedef("1x", INT)),
            row(BtfRule.IDENTIFIER,        "STRUCT s4 [4] has the name a-b of 3 characters", new Struct("s4", 4, List.of(Member.at(0, "a-b", INT)))),
            row(BtfRule.IDENTIFIER,        "FWD " + "x".repeat(100) + "… [4] has the name " + "x".repeat(513) + " of 513 characters", new Fwd("x".repeat(513), ForwardKind.STRUCT)),
            row(BtfRule.INT_BITS,          "INT i [4] has 33 bits from bit 0 in 4 bytes", new Int("i", 4, IntEncoding.NONE, 0, 33)),
            row(BtfRule.INT_BITS,          "INT i [4] has 160 bits from bit 0 in 20 bytes", new Int("i", 20, IntEncoding.NONE, 0, 160)),
            row(BtfRule.SIZE,              "ENUM e [4] has 3 bytes", new BtfType.Enum("e", 3, Signedness.UNSIGNED, List.of(new Enumerator("A", 1)))),
            row(BtfRule.SIZE,              "FLOAT f [4] has 5 bytes", new BtfType.Float("f", 5)),
            row(BtfRule.SIZE,              "DATASEC .data [4] has 0 bytes", new DataSec(".data", 0, List.of())),
            row(BtfRule.COMPLETE,          "ARRAY [4] has elements of void", new Array(VOID, INT, 1)),
            row(BtfRule.COMPLETE,          "ARRAY [5] has elements of FWD f [4]", new Fwd("f", ForwardKind.STRUCT), new Array(NEXT, INT, 1)),
            row(BtfRule.COMPLETE,          "ARRAY [5] has elements that do not fill their bytes", new Int("i", 4, IntEncoding.NONE, 0, 3), new Array(NEXT, INT, 1)),
            row(BtfRule.COMPLETE,          "STRUCT s4 [4] has a member m of void", new Struct("s4", 4, List.of(Member.at(0, "m", VOID)))),
            row(BtfRule.COMPLETE,          "FUNC_PROTO [4] has a parameter p of void", proto(INT, new Parameter("p", VOID), new Parameter("q", INT))),
            row(BtfRule.COMPLETE,          "FUNC_PROTO [5] returns FWD f [4]", new Fwd("f", ForwardKind.STRUCT), proto(NEXT)),
            row(BtfRule.COMPLETE,          "VAR v [4] is of void", new Var("v", VOID, BtfLinkage.GLOBAL)),
            row(BtfRule.ARRAY_INDEX,       "ARRAY [4] is indexed by STRUCT s [3]", new Array(INT, STRUCT, 1)),
            row(BtfRule.TOO_LARGE,         "ARRAY [4] has 4294967296 bytes", new Array(INT, INT, 1 << 30)),
            row(BtfRule.MEMBER_ORDER,      "STRUCT s4 [4] has b at bit 0 after one at 32", new Struct("s4", 8, List.of(Member.at(4, "a", INT), Member.at(0, "b", INT)))),
            row(BtfRule.MEMBER_ORDER,      "UNION u [4] has a at bit 32", new Union("u", 8, List.of(Member.at(4, "a", INT)))),
            row(BtfRule.MEMBER_INSIDE,     "STRUCT s4 [4] has a member a of 32 bits at bit 16 in 4 bytes", new Struct("s4", 4, List.of(Member.at(2, "a", INT)))),
            row(BtfRule.MEMBER_INSIDE,     "STRUCT s4 [4] has a member a of 4 bits at bit 30 in 4 bytes", new Struct("s4", 4, List.of(new Member("a", INT, 30, 4)))),
            row(BtfRule.MEMBER_ALIGNED,    "STRUCT s4 [4] has a member a of 32 bits at bit 4", new Struct("s4", 8, List.of(new Member("a", INT, 4, 0), new Member("b", INT, 40, 2)))),
            row(BtfRule.MEMBER_ALIGNED,    "STRUCT s4 [4] has a member a of 32 bits at bit 4", new Struct("s4", 8, List.of(new Member("a", STRUCT, 4, 0)))),
            row(BtfRule.MEMBER_ALIGNED,    "STRUCT s5 [5] has a member a of 64 bits at bit 32", new BtfType.Float("f", 8), new Struct("s5", 12, List.of(Member.at(4, "a", NEXT)))),
            row(BtfRule.BIT_FIELD,         "STRUCT s4 [4] has a member a of 33 bits at bit 0 of INT int [1]", new Struct("s4", 8, List.of(new Member("a", INT, 0, 33)))),
            row(BtfRule.BIT_FIELD,         "STRUCT s4 [4] has a member a of 3 bits at bit 0 of STRUCT s [3]", new Struct("s4", 8, List.of(new Member("a", STRUCT, 0, 3)))),
            row(BtfRule.PROTOTYPE,         "FUNC f [4] refers to INT int [1]", new Func("f", INT, BtfLinkage.GLOBAL)),
            row(BtfRule.PARAMETER,         "FUNC f [5] has no name for parameter 0", proto(INT, new Parameter("", INT)), new Func("f", NEXT, BtfLinkage.GLOBAL)),
            row(BtfRule.LINKAGE,           "FUNC f [5] is extern", proto(INT), new Func("f", NEXT, BtfLinkage.EXTERN)),
            row(BtfRule.LINKAGE,           "VAR v [4] is extern", new Var("v", INT, BtfLinkage.EXTERN)),
            row(BtfRule.SECTION_ENTRY,     "DATASEC .data [4] lists INT int [1] of 0 bytes at 0 with 4", new DataSec(".data", 4, List.of(new SectionEntry(INT, 0, 4)))),
            row(BtfRule.SECTION_ENTRY,     "DATASEC .data [5] lists VAR v [4] of 4 bytes at 0 with 2", variable("v"), new DataSec(".data", 4, List.of(new SectionEntry(NEXT, 0, 2)))),
            row(BtfRule.SECTION_ENTRY,     "DATASEC .data [5] lists VAR v [4] of 4 bytes at 2 with 4", variable("v"), new DataSec(".data", 4, List.of(new SectionEntry(NEXT, 2, 4)))),
            row(BtfRule.SECTION_ENTRY,     "DATASEC .data [6] lists VAR w [5] of 4 bytes at 2 with 4", variable("v"), variable("w"), new DataSec(".data", 8, List.of(new SectionEntry(NEXT, 0, 4), new SectionEntry(AFTER, 2, 4)))),
            row(BtfRule.TAG_TARGET,        "DECL_TAG t [4] is on part -1 of INT int [1]", DeclTag.on(INT, "t")),
            row(BtfRule.TAG_TARGET,        "DECL_TAG t [4] is on part 1 of STRUCT s [3]", DeclTag.onComponent(STRUCT, 1, "t")),
            row(BtfRule.TAG_TARGET,        "DECL_TAG t [5] is on part 0 of TYPEDEF d [4]", new Typedef("d", INT), DeclTag.onComponent(NEXT, 0, "t")),
            row(BtfRule.TAG_TARGET,        "DECL_TAG t [6] is on part 1 of FUNC f [5]", proto(INT, new Parameter("p", INT)), new Func("f", NEXT, BtfLinkage.GLOBAL), DeclTag.onComponent(AFTER, 1, "t")),
            row(BtfRule.TYPE_TAG_ORDER,    "CONST [5] comes before TYPE_TAG t [4]", TypeTag.of("t", INT), new Const(NEXT), new Ptr(AFTER)),
            row(BtfRule.LOOP,              "STRUCT l [4] contains itself", new Struct("l", 4, List.of(Member.at(0, "m", NEXT)))));
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
            fine("empty struct",            new Struct("e", 0, List.of())),
            fine("anonymous members",       new Struct("e", 8, List.of(Member.at(0, "", STRUCT), Member.at(4, "", INT)))),
            fine("overlapping members",     new Struct("e", 8, List.of(Member.at(0, "a", INT), Member.at(0, "a", INT)))),
            fine("flexible array at end",   new Array(INT, INT, 0), new Struct("e", 4, List.of(Member.at(0, "n", INT), Member.at(4, "a", NEXT)))),
            fine("unaligned int",           new Struct("e", 8, List.of(new Member("a", INT, 4, 0)))),
            fine("list",                    new Ptr(AFTER), new Struct("l", 8, List.of(Member.at(0, "next", NEXT)))),
            fine("anonymous parameters",    proto(INT, new Parameter("", INT)), new Ptr(NEXT)),
            fine("variadic",                proto(VOID, new Parameter("p", INT), Parameter.VARIADIC), new Func("f", NEXT, BtfLinkage.STATIC)),
            fine("dotted variable",         variable("f.v"), new DataSec(".data.x", 4, List.of(new SectionEntry(NEXT, 0, 4)))),
            fine("generous entry",          variable("v"), new DataSec(".bss", 12, List.of(new SectionEntry(NEXT, 4, 8)))),
            fine("tag on a part",           DeclTag.onComponent(STRUCT, 0, "any text, here"), DeclTag.on(STRUCT, "t")),
            fine("tags after pointer",      new Const(INT), TypeTag.of("b", NEXT), TypeTag.of("a", AFTER), new Ptr(LATER)),
            fine("name of 512 characters",  new Fwd("x".repeat(512), ForwardKind.UNION)),
            fine("array of arrays",         new Array(ARRAY, INT, 7)),
            fine("every kind",              AllKinds.graph().types().toArray(BtfType[]::new)));
    }
    // spotless:on

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void refuses(BtfRule rule, String message, List<BtfType> types) {
        var graph = BtfGraph.of(types);
        assertThat(BtfValidator.check(graph, Audience.KERNEL))
                .extracting(BtfViolation::rule, BtfViolation::message)
                .contains(tuple(rule, message));
        assertThat(KernelBtf.verdict(graph)).as("the kernel's verdict").isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void accepts(String name, List<BtfType> types) {
        var graph = BtfGraph.of(types);
        assertThat(BtfValidator.check(graph, Audience.KERNEL)).isEmpty();
        assertThat(KernelBtf.verdict(graph)).as("the kernel's verdict").isEmpty();
    }

    @Test
    void everyRuleOfTheKernelHasARow() {
        Set<BtfRule> rows = refused().map(row -> (BtfRule) row.get()[0]).collect(Collectors.toSet());
        assertThat(rows).isEqualTo(EnumSet.complementOf(EnumSet.of(BtfRule.DUPLICATE_SECTION)));
    }

    @Test
    void aLoaderWantsMoreNamesAndFewerDots() {
        var graph = BtfGraph.of(List.of(
                Int.of("", 4, IntEncoding.NONE),
                new Struct("a.b", 0, List.of()),
                new BtfType.Float("", 4),
                new Int("odd", 3, IntEncoding.NONE, 0, 24),
                new DataSec(".data", 4, List.of()),
                new DataSec(".data", 4, List.of())));
        assertThat(BtfValidator.check(graph, Audience.LOADER))
                .extracting(BtfViolation::rule)
                .containsExactly(
                        BtfRule.NAMED, BtfRule.IDENTIFIER, BtfRule.NAMED, BtfRule.SIZE, BtfRule.DUPLICATE_SECTION);
    }

    @Test
    void aLoaderCompletesExterns() {
        var graph = BtfGraph.of(List.of(
                Int.of("int", 4, IntEncoding.SIGNED),
                proto(INT, new Parameter("", INT)),
                new Func("bpf_rcu_read_lock", ARRAY, BtfLinkage.EXTERN),
                new Var("CONFIG_HZ", INT, BtfLinkage.EXTERN),
                new DataSec(".ksyms", 0, List.of(new SectionEntry(STRUCT, 0, 0))),
                new DataSec(".kconfig", 0, List.of(new SectionEntry(NEXT, 0, 4)))));
        assertThat(BtfValidator.check(graph, Audience.LOADER)).isEmpty();
    }

    private static Var variable(String name) {
        return new Var(name, INT, BtfLinkage.GLOBAL);
    }

    private static FuncProto proto(BtfId returns, Parameter... parameters) {
        return new FuncProto(returns, List.of(parameters));
    }

    private static Arguments row(BtfRule rule, String message, BtfType... types) {
        return Arguments.of(rule, message, withBasics(types));
    }

    private static Arguments fine(String name, BtfType... types) {
        return Arguments.of(name, name.equals("every kind") ? List.of(types) : withBasics(types));
    }

    private static List<BtfType> withBasics(BtfType... types) {
        List<BtfType> all = new ArrayList<>(List.of(
                Int.of("int", 4, IntEncoding.SIGNED),
                new Array(INT, INT, 2),
                new Struct("s", 4, List.of(Member.at(0, "a", INT)))));
        all.addAll(List.of(types));
        return all;
    }
}
