package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Var;
import java.util.List;
import org.junit.jupiter.api.Test;

class BtfDedupTest {
    private static final Int INT = Int.of("int", 4, IntEncoding.SIGNED);

    @Test
    void twoListsThatContainThemselvesAreOne() {
        var one = list("node", INT);
        var merge = BtfMerge.of(List.of(one, one, list("node", Int.of("long", 8, IntEncoding.SIGNED))));
        assertThat(BtfPrinter.print(merge.graph())).isEqualTo("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] PTR '(anon)' type_id=3
                [3] STRUCT 'node' size=16 vlen=2
                	'next' type_id=2 bits_offset=0
                	'value' type_id=1 bits_offset=64
                [4] INT 'long' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
                [5] PTR '(anon)' type_id=6
                [6] STRUCT 'node' size=16 vlen=2
                	'next' type_id=5 bits_offset=0
                	'value' type_id=4 bits_offset=64
                """);
        assertThat(merge.parts().get(0).of(new BtfId(3))).isEqualTo(new BtfId(3));
        assertThat(merge.parts().get(1).of(new BtfId(3))).isEqualTo(new BtfId(3));
        assertThat(merge.parts().get(2).of(new BtfId(3))).isEqualTo(new BtfId(6));
    }

    @Test
    void aCycleWrittenTwiceInOneIsTheCycle() {
        var unrolled = BtfGraph.of(List.of(struct("a", 2), new Ptr(id(3)), struct("a", 4), new Ptr(id(1))));
        assertThat(BtfDedup.of(unrolled).graph()).isEqualTo(BtfGraph.of(List.of(struct("a", 2), new Ptr(id(1)))));
    }

    @Test
    void aDeclarationBecomesTheDefinitionThatIsElsewhere() {
        var declares = BtfGraph.of(List.of(new Fwd("b", ForwardKind.STRUCT), new Ptr(id(1)), struct("a", 2)));
        var defines = BtfGraph.of(List.of(struct("a", 2), new Ptr(id(3)), struct("b", 4), new Ptr(id(1))));
        var merge = BtfMerge.of(List.of(declares, defines));
        assertThat(merge.graph())
                .isEqualTo(BtfGraph.of(List.of(new Ptr(id(3)), struct("a", 1), struct("b", 4), new Ptr(id(2)))));
        assertThat(merge.parts().get(0).of(id(1))).isEqualTo(id(3));
    }

    @Test
    void declarationsThatEachKnowTheOtherHalfAreResolvedTogether() {
        var knowsA = BtfGraph.of(List.of(new Fwd("b", ForwardKind.STRUCT), new Ptr(id(1)), struct("a", 2)));
        var knowsB = BtfGraph.of(List.of(new Fwd("a", ForwardKind.STRUCT), new Ptr(id(1)), struct("b", 2)));
        assertThat(BtfMerge.of(List.of(knowsA, knowsB, knowsA, knowsB)).graph())
                .isEqualTo(BtfGraph.of(List.of(new Ptr(id(4)), struct("a", 1), new Ptr(id(2)), struct("b", 3))));
    }

    @Test
    void aDeclarationOfAmbiguousOrOtherThingsStays() {
        var ambiguous = BtfGraph.of(List.of(
                new Fwd("b", ForwardKind.STRUCT), new Struct("b", 1, List.of()), new Struct("b", 2, List.of())));
        var union = BtfGraph.of(List.of(new Fwd("b", ForwardKind.UNION), new Struct("b", 1, List.of())));
        assertThat(BtfDedup.of(ambiguous).graph()).isEqualTo(ambiguous);
        assertThat(BtfDedup.of(union).graph()).isEqualTo(union);
    }

    /** Whether {@code struct b} is one thing shows only when its members have been told apart. */
    @Test
    void aDeclarationStaysWhereDefinitionsDifferDeepDown() {
        var graph = BtfGraph.of(List.of(
                new Fwd("b", ForwardKind.STRUCT),
                new Ptr(id(1)),
                struct("user", 2),
                struct("b", 5),
                new Ptr(id(6)),
                new Const(BtfId.VOID),
                struct("b", 8),
                new Ptr(id(9)),
                INT,
                new Ptr(id(4)),
                struct("user", 10)));
        assertThat(BtfDedup.of(graph).graph()).isEqualTo(graph);
    }

    @Test
    void anEnumerationWithoutValuesIsADeclarationToo() {
        var values = List.of(new Enumerator("A", 1));
        var graph = BtfGraph.of(List.of(
                new BtfType.Enum("e", 4, Signedness.UNSIGNED, List.of()),
                new Ptr(id(1)),
                new BtfType.Enum("e", 4, Signedness.UNSIGNED, values)));
        assertThat(BtfDedup.of(graph).graph())
                .isEqualTo(BtfGraph.of(List.of(new Ptr(id(2)), new BtfType.Enum("e", 4, Signedness.UNSIGNED, values))));
    }

    @Test
    void eachVariableIsAThingOfItsOwnAndEqualFunctionsAreOne() {
        var graph = BtfGraph.of(List.of(
                INT,
                new Var("x", id(1), BtfLinkage.STATIC),
                new DataSec(".data", 4, List.of(new SectionEntry(id(2), 0, 4))),
                new FuncProto(id(1), List.of()),
                new Func("f", id(4), BtfLinkage.STATIC)));
        var merged = BtfMerge.of(List.of(graph, graph)).graph();
        assertThat(merged.types().subList(0, 5)).isEqualTo(graph.types());
        assertThat(merged.types().subList(5, merged.size()))
                .containsExactly(
                        new Var("x", id(1), BtfLinkage.STATIC),
                        new DataSec(".data", 4, List.of(new SectionEntry(id(6), 0, 4))));
    }

    @Test
    void theExampleOfEveryKindIsUniqueAlready() {
        assertThat(BtfDedup.of(AllKinds.graph()).graph()).isEqualTo(AllKinds.graph());
    }

    private static BtfGraph list(String name, Int value) {
        return BtfGraph.of(List.of(
                value,
                new Ptr(id(3)),
                new Struct(name, 16, List.of(Member.at(0, "next", id(2)), Member.at(8, "value", id(1))))));
    }

    private static Struct struct(String name, int pointer) {
        return new Struct(name, 8, List.of(Member.at(0, "p", id(pointer))));
    }

    private static BtfId id(int value) {
        return new BtfId(value);
    }
}
