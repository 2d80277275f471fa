package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Typedef;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BtfGraphTest {
    private static final Int INT = Int.of("int", 4, IntEncoding.SIGNED);

    @Test
    void equalTypesAreOneType() {
        var b = BtfGraph.builder();
        var first = b.add(new Ptr(b.add(INT)));
        var second = b.add(new Ptr(b.add(Int.of("int", 4, IntEncoding.SIGNED))));
        assertThat(second).isEqualTo(first);
        assertThat(b.build().size()).isEqualTo(2);
    }

    @Test
    void aBuilderOfAGraphKeepsItsIdsAndKnowsItsTypes() {
        var graph = AllKinds.graph();
        var b = graph.toBuilder();
        assertThat(b.add(INT)).isEqualTo(new BtfId(1));
        assertThat(b.add(new Ptr(BtfId.VOID))).isEqualTo(new BtfId(graph.size() + 1));
    }

    @Test
    void aTypeThatWasRedefinedIsNotFoundUnderItsOldForm() {
        var b = BtfGraph.builder();
        var id = b.add(INT);
        b.define(id, Int.of("long", 8, IntEncoding.SIGNED));
        assertThat(b.add(INT)).isEqualTo(new BtfId(2));
        assertThat(b.add(Int.of("long", 8, IntEncoding.SIGNED))).isEqualTo(id);
    }

    @Test
    void refusesAReservedTypeThatNeverCame() {
        var b = BtfGraph.builder();
        b.reserve();
        assertThatThrownBy(b::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("type [1] was reserved and not defined");
    }

    @Test
    void refusesAReferenceThatLeadsNowhere() {
        assertThatThrownBy(() -> BtfGraph.of(List.of(INT, new Ptr(new BtfId(7)))))
                .hasMessage("PTR [2] refers to type [7] of 2");
    }

    @Test
    void refusesAModifierOfItself() {
        assertThatThrownBy(() -> BtfGraph.of(List.of(new Const(new BtfId(2)), new Typedef("t", new BtfId(1)))))
                .hasMessageContaining("CONST [1] starts a chain of more than 64");
    }

    @Test
    void knowsSizes() {
        var b = BtfGraph.builder();
        var integer = b.add(INT);
        var constant = b.add(new Const(b.add(new Typedef("pid_t", integer))));
        var array = b.add(new Array(constant, integer, 10));
        var matrix = b.add(new Array(array, integer, 5));
        var struct = b.add(new Struct("s", 24, List.of(Member.at(0, "p", b.add(new Ptr(integer))))));
        var proto = b.add(new FuncProto(integer, List.of()));
        var huge = b.add(new Array(b.add(new Array(matrix, integer, 0xFFFF_FFFFL)), integer, 0xFFFF_FFFFL));
        var graph = b.build();
        // spotless:off
        var expected = Map.of(
                integer,     OptionalLong.of(4),
                constant,    OptionalLong.of(4),
                array,       OptionalLong.of(40),
                matrix,      OptionalLong.of(200),
                struct,      OptionalLong.of(24),
                proto,       OptionalLong.empty(),
                huge,        OptionalLong.empty(),
                BtfId.VOID,  OptionalLong.empty());
        // spotless:on
        expected.forEach((id, size) ->
                assertThat(graph.sizeOf(id)).as(graph.describe(id)).isEqualTo(size));
        assertThat(graph.resolve(constant)).isEqualTo(integer);
    }

    @Test
    void findsByKindAndName() {
        var graph = AllKinds.graph();
        assertThat(graph.find(BtfKind.STRUCT, "node").map(graph::describe)).contains("STRUCT node [6]");
        assertThat(graph.find(BtfKind.UNION, "node")).isEmpty();
        assertThat(graph.find(BtfKind.PTR, "")).isEmpty();
    }
}
