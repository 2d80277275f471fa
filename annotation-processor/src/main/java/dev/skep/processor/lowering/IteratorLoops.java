package dev.skep.processor.lowering;

import com.sun.source.tree.EnhancedForLoopTree;
import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Loops over an iterator of the kernel: its state lies in the frame, and is given up however the loop is left. */
final class IteratorLoops {
    private static final ValueType NUMBER = ValueType.nullable(MemoryKind.MEMORY);

    private final FunctionLowering function;
    private final LoopLowering loops;

    IteratorLoops(FunctionLowering function, LoopLowering loops) {
        this.function = function;
        this.loops = loops;
    }

    /**
     * What a loop goes through.
     *
     * @param kfuncs how the names of its functions begin: {@code bpf_iter_num}, for {@code _new}, {@code _next} and {@code _destroy}
     * @param words of 64 bits that its state has
     * @param arguments of {@code _new}, behind the state
     * @param found what {@code _next} returns, null at the end
     * @param each what that is to the loop
     */
    record Sequence(String kfuncs, int words, List<Value> arguments, ValueType found, Function<Value, Operand> each) {}

    /** Returns a sequence of numbers, of which {@code _next} tells the address. */
    Sequence numbers(String kfuncs, int words, List<Value> arguments) {
        return new Sequence(kfuncs, words, arguments, NUMBER, this::number);
    }

    private Operand number(Value found) {
        return new Scalar(function.builder.load(ValueType.I32, Width.W, Extension.ZERO, found, 0), Int.INT);
    }

    /** {@code break} comes to {@code end}, what leads further away cleans up before. */
    void lower(EnhancedForLoopTree tree, Sequence sequence, @Nullable Name label) {
        var builder = function.builder;
        var state = builder.stackAddress(builder.newSlot("iterator", sequence.words() * Long.BYTES, Long.BYTES));
        List<Value> arguments = new ArrayList<>(List.of(state));
        arguments.addAll(sequence.arguments());
        builder.callKfunc(ValueType.I32, sequence.kfuncs() + "_new", arguments);
        function.activation().push(() -> destroy(sequence, state));
        var head = builder.newBlock("for");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        try {
            rounds(tree, sequence, state, head, end, label);
        } finally {
            builder.seal(head);
            function.activation().pop();
        }
        function.goOn(end);
        function.at(tree);
        destroy(sequence, state);
    }

    private void rounds(
            EnhancedForLoopTree tree,
            Sequence sequence,
            Value state,
            BlockLabel head,
            BlockLabel end,
            @Nullable Name label) {
        var builder = function.builder;
        var body = builder.newBlock("body");
        var found = builder.callKfunc(sequence.found(), sequence.kfuncs() + "_next", List.of(state));
        builder.branch(Condition.NE, found, function.nullOf(sequence.found()), body, end);
        function.place(body);
        function.declarations.bind(tree.getVariable(), sequence.each().apply(found));
        loops.body(tree.getStatement(), label, end, head);
        function.jump(head);
    }

    private void destroy(Sequence sequence, Value state) {
        function.builder.callKfunc(ValueType.I64, sequence.kfuncs() + "_destroy", List.of(state));
    }
}
