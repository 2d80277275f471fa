package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.compiler.pass.FunctionPass;
import dev.skep.compiler.pass.RemoveDeadCode;
import dev.skep.compiler.pass.SimplifyBlocks;
import dev.skep.compiler.pass.UnitPass;
import dev.skep.compiler.pass.UnlessLarge;
import dev.skep.ir.Function;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPassesTest {
    private static final Unit UNIT = IrParser.unit("""
            unit "u" license "GPL"
            function global f(n %0: i32 as s32) s32 {
            entry.0:
                %1: i32 = add %0, %0
                jump end.1
            end.1:
                return %1
            }
            """);

    /** Drops the ops of every block, as no pass may. */
    private static final class DropOps implements FunctionPass {
        @Override
        public String name() {
            return "drop-ops";
        }

        @Override
        public Function run(Function function) {
            return function.withBlocks(
                    function.blocks().stream().map(b -> b.withOps(List.of())).toList());
        }
    }

    private static Unit run(UnitPass... passes) {
        return RunPasses.of(List.of(passes), UNIT, Options.DEFAULT);
    }

    @Test
    void namesThePassThatLeavesUnsoundIr() {
        assertThatThrownBy(() -> run(new SimplifyBlocks(), new DropOps()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("what `drop-ops` left is not sound:\n  function `f`: ")
                .hasMessageContaining("%1");
    }

    /** Tests run with assertions on. */
    @Test
    void namesItThoughOthersWouldFollow() {
        assertThatThrownBy(() -> run(new DropOps(), new SimplifyBlocks(), new RemoveDeadCode()))
                .hasMessageStartingWith("what `drop-ops` left is not sound:");
    }

    @Test
    void showsWhatEachPassLeaves() {
        var onlooker = new Onlooker();
        RunPasses.of(List.of(new SimplifyBlocks(), new RemoveDeadCode()), UNIT, Options.DEFAULT.withListener(onlooker));

        assertThat(onlooker.seen())
                .extracting(seen -> seen.stage() + " " + seen.function() + " "
                        + seen.listing().contains("end.1"))
                .containsExactly("ir f true", "simplify-blocks f false", "remove-dead-code f false");
    }

    @Test
    void cleanLargeFunctionsOnce() {
        var again = new UnlessLarge(new DropOps());
        var small = UNIT.functions().get(0);
        var block = small.entry();
        var large = small.withBlocks(List.of(
                block.withOps(Collections.nCopies(30_000, block.ops().get(0))),
                small.blocks().get(1)));

        assertThat(again.name()).isEqualTo("drop-ops");
        assertThat(again.run(small).entry().ops()).isEmpty();
        assertThat(again.run(large)).isSameAs(large);
    }
}
