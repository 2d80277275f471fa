package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One function whose calls are replaced by copies of what they call. */
final class InlineCalls {
    private final Function function;
    private final Fresh fresh;
    private final List<StackSlot> slots;
    private final List<Block> blocks = new ArrayList<>();
    private int size;
    private int stack;

    /** Says what a call is replaced by; null for a call that stays. */
    interface Choice {
        @Nullable
        Function of(Op.CallFunction call);
    }

    InlineCalls(Function function) {
        this.function = function;
        this.fresh = Fresh.of(function);
        this.slots = new ArrayList<>(function.slots());
        this.size = InlineFunctions.size(function);
        this.stack = InlineFunctions.stack(function);
    }

    /** Returns the ops of the function, with what was copied so far. */
    int size() {
        return size;
    }

    /** Returns the bytes of its variables, with what was copied so far. */
    int stack() {
        return stack;
    }

    Function inline(Choice choice) {
        function.blocks().forEach(block -> inline(block, choice));
        return function.withSlots(slots).withBlocks(blocks);
    }

    /** Cuts the block behind each call that is replaced; what follows takes the result as its parameter. */
    private void inline(Block block, Choice choice) {
        var label = block.label();
        var parameters = block.parameters();
        List<Op> ops = new ArrayList<>();
        for (var op : block.ops()) {
            var call = op instanceof Op.CallFunction found ? found : null;
            var callee = call == null ? null : choice.of(call);
            if (call == null || callee == null) {
                ops.add(op);
                continue;
            }
            var behind = fresh.block("behind");
            var copy = new CopyFunction(callee, call.arguments(), behind, fresh);
            var enter = new Terminator.Jump(new Target(copy.entry(), List.of()), call.location());
            blocks.add(new Block(label, parameters, ops, enter));
            add(copy, callee);
            label = behind;
            parameters = List.of(call.result());
            ops = new ArrayList<>();
        }
        blocks.add(new Block(label, parameters, ops, block.terminator()));
    }

    private void add(CopyFunction copy, Function callee) {
        blocks.addAll(copy.blocks());
        slots.addAll(copy.slots());
        size += InlineFunctions.size(callee);
        stack += InlineFunctions.stack(callee);
    }
}
