package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Edges past blocks that do nothing but jump on. Such a block stays where it carries arguments from one way of a branch: without it there
 * would be no place for them.
 */
final class Shortcuts {
    private final Map<BlockLabel, Target> onward = new HashMap<>();

    private Shortcuts(Function function) {
        for (var block : function.blocks())
            if (!block.label().equals(function.entry().label())
                    && block.parameters().isEmpty()
                    && block.ops().isEmpty()
                    && block.terminator() instanceof Terminator.Jump jump) onward.put(block.label(), jump.target());
    }

    /** Returns the function with every edge that can go farther at once going there. */
    static Function taken(Function function) {
        var shortcuts = new Shortcuts(function);
        if (shortcuts.onward.isEmpty()) return function;
        return function.withBlocks(
                function.blocks().stream().map(shortcuts::take).toList());
    }

    private Block take(Block block) {
        var end = block.terminator();
        var one = end.targets().size() == 1;
        return block.withTerminator(end.mapTargets(target -> farthest(target, one)));
    }

    /** A block that a jump with arguments leads to has parameters, so only the last step of a way can have some. */
    private Target farthest(Target start, boolean withArguments) {
        var target = onward.containsKey(start.label()) ? new Target(last(start.label()), List.of()) : start;
        var next = onward.get(target.label());
        return withArguments && next != null ? next : target;
    }

    /** Follows jumps without arguments, and lets every block on the way jump to where it ended. */
    private BlockLabel last(BlockLabel start) {
        Set<BlockLabel> way = new LinkedHashSet<>();
        var at = start;
        for (var next = onward.get(at);
                next != null && next.arguments().isEmpty() && way.add(at);
                next = onward.get(at)) at = next.label();
        for (var passed : way) if (!passed.equals(at)) onward.put(passed, new Target(at, List.of()));
        return at;
    }
}
