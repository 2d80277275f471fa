package dev.skep.compiler.check;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds a loop that no path leaves. Whether one that can be left is left in time, the verifier finds out by following it. */
public final class CheckEndlessLoops implements FunctionCheck {
    @Override
    public List<Diagnostic> check(Function function) {
        var flow = ControlFlow.of(function);
        var ending = ending(flow);
        return flow.reversePostorder().stream()
                .filter(block -> !ending.contains(block.label()))
                .findFirst()
                .map(start -> Diagnostic.of(
                        DiagnosticCode.ENDLESS_LOOP, first(head(flow, start)), "no path leads out of this loop"))
                .stream()
                .toList();
    }

    /** Returns the blocks from which a path leads out of the function. */
    private static Set<BlockLabel> ending(ControlFlow flow) {
        Set<BlockLabel> ending = new HashSet<>();
        Deque<BlockLabel> work = new ArrayDeque<>();
        for (var block : flow.reversePostorder())
            if (block.terminator().targets().isEmpty() && ending.add(block.label())) work.add(block.label());
        while (!work.isEmpty())
            for (var edge : flow.incoming(work.remove()))
                if (ending.add(edge.from().label())) work.add(edge.from().label());
        return ending;
    }

    /** Returns the block that a way comes back to first: where nothing leads out, every way does. */
    private static Block head(ControlFlow flow, Block start) {
        Set<BlockLabel> seen = new HashSet<>();
        var block = start;
        while (seen.add(block.label()))
            block = flow.block(block.terminator().targets().get(0).label());
        return block;
    }

    private static SourceLine first(Block block) {
        return block.ops().isEmpty()
                ? block.terminator().location()
                : block.ops().get(0).location();
    }
}
