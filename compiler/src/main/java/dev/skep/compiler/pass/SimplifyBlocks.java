package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.build.TrivialParameters;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes blocks as few and as long as they can be: unreachable ones go, a block that only one jump leads to moves behind that jump, an edge
 * to a block that only jumps on, or only hands on what it is given, goes where that leads, a branch whose ways are one becomes a jump,
 * cases that go where the default goes and parameters with one argument go.
 */
public final class SimplifyBlocks implements FunctionPass {
    /** One round makes room for the next; what is left after some is not worth another. */
    private static final int ROUNDS = 8;

    @Override
    public String name() {
        return "simplify-blocks";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        for (var round = 0; round < ROUNDS; round++) {
            var next = round(current);
            if (next.equals(current)) return current;
            current = next;
        }
        return current;
    }

    private static Function round(Function function) {
        var simple = function.withBlocks(
                function.blocks().stream().map(SimplifyBlocks::withSimpleEnd).toList());
        var direct = reached(Carriers.bypassed(Shortcuts.taken(simple)));
        return merged(direct.withBlocks(TrivialParameters.remove(direct.blocks())));
    }

    /** Returns the function without the blocks that its entry does not reach. */
    static Function reached(Function function) {
        var flow = ControlFlow.of(function);
        if (flow.reversePostorder().size() == function.blocks().size()) return function;
        return function.withBlocks(function.blocks().stream()
                .filter(block -> flow.reaches(block.label()))
                .toList());
    }

    private static Block withSimpleEnd(Block block) {
        var end = withoutNeedlessCases(block.terminator());
        var targets = end.targets();
        if (end instanceof Terminator.Jump || targets.isEmpty()) return block;
        var oneWay = targets.stream().allMatch(targets.get(0)::equals);
        return block.withTerminator(oneWay ? new Terminator.Jump(targets.get(0), end.location()) : end);
    }

    private static Terminator withoutNeedlessCases(Terminator end) {
        if (!(end instanceof Terminator.Switch dispatch)) return end;
        var cases = dispatch.cases().stream()
                .filter(c -> !c.target().equals(dispatch.otherwise()))
                .toList();
        if (cases.size() == dispatch.cases().size()) return end;
        return new Terminator.Switch(dispatch.selector(), cases, dispatch.otherwise(), dispatch.location());
    }

    private static Function merged(Function function) {
        var flow = ControlFlow.of(function);
        Map<BlockLabel, Block> behind = new HashMap<>();
        Set<BlockLabel> moved = new HashSet<>();
        var substitution = new Substitution();
        for (var block : flow.reversePostorder()) {
            if (!(block.terminator() instanceof Terminator.Jump jump)) continue;
            var next = flow.block(jump.target().label());
            if (flow.incoming(next.label()).size() > 1) continue;
            behind.put(block.label(), next);
            moved.add(next.label());
            for (var i = 0; i < next.parameters().size(); i++)
                substitution.replace(
                        next.parameters().get(i), jump.target().arguments().get(i));
        }
        if (moved.isEmpty()) return function;
        return function.withBlocks(function.blocks().stream()
                .filter(block -> !moved.contains(block.label()))
                .map(block -> substitution.apply(chain(block, behind)))
                .toList());
    }

    private static Block chain(Block first, Map<BlockLabel, Block> behind) {
        List<Op> ops = new ArrayList<>(first.ops());
        var last = first;
        for (var next = behind.get(last.label()); next != null; next = behind.get(last.label())) {
            ops.addAll(next.ops());
            last = next;
        }
        return new Block(first.label(), first.parameters(), ops, last.terminator());
    }
}
