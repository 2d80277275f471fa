package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Values that stand for others; a value that is replaced may have been the replacement of a third. */
final class Substitution {
    private final NumberedMap<Value, Value> replaced = new NumberedMap<>();
    private final UnaryOperator<Value> change = this::of;

    /** Lets {@code by} stand for {@code value} from now on. */
    void replace(Value value, Value by) {
        var root = of(by);
        if (!root.equals(value)) replaced.put(value, root);
    }

    boolean isEmpty() {
        return replaced.isEmpty();
    }

    /** Returns what stands for {@code value}: itself when nothing does. */
    Value of(Value value) {
        if (replaced.isEmpty()) return value;
        var root = value;
        for (var next = replaced.get(root); next != null; next = replaced.get(root)) root = next;
        for (var step = value; !step.equals(root); ) {
            var next = replaced.getOrDefault(step, root);
            replaced.put(step, root);
            step = next;
        }
        return root;
    }

    /** Returns the op with every value that it reads replaced; itself where it reads none of those. */
    Op of(Op op) {
        return isEmpty() ? op : op.map(change);
    }

    /** Returns the end with every value that it reads replaced; itself where it reads none of those. */
    Terminator of(Terminator end) {
        return isEmpty() ? end : end.map(change);
    }

    /** Returns the block with every value that it reads replaced; itself where it reads none of those. */
    Block apply(Block block) {
        List<Op> ops = new ArrayList<>(block.ops().size());
        for (var op : block.ops()) ops.add(op.map(change));
        return block.with(block.parameters(), ops, block.terminator().map(change));
    }

    List<Block> apply(List<Block> blocks) {
        return isEmpty() ? blocks : blocks.stream().map(this::apply).toList();
    }
}
