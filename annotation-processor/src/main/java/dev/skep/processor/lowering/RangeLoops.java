package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNBOUNDED_LOOP;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Loops over {@code Kernel.range(n)}: the kernel's own iterator of numbers, or a counter that the verifier follows. */
final class RangeLoops {
    private static final KernelVersion ITERATORS = new KernelVersion(6, 4);

    /** Up to so many rounds the verifier follows a counter as fast, and the compiler knows its values. */
    private static final int FEW = 64;

    /** {@code BPF_MAX_LOOPS}. */
    private static final int MAX_LOOPS = 1 << 23;

    private final FunctionLowering function;
    private final LoopLowering loops;
    private final IteratorLoops iterators;

    RangeLoops(FunctionLowering function, LoopLowering loops, IteratorLoops iterators) {
        this.function = function;
        this.loops = loops;
        this.iterators = iterators;
    }

    void lower(EnhancedForLoopTree tree, MethodInvocationTree range, @Nullable Name label) {
        var end = range.getArguments().get(0);
        var known = function.unit.constants().of(end).map(Constant::value);
        var iterates = function.unit.options().targetKernel().atLeast(ITERATORS) && function.helpers.isGpl();
        if (known.isPresent() && (known.get() <= FEW || !iterates)) count(tree, known.get(), label);
        else if (iterates) iterate(tree, end, label);
        else throw unbounded(range, end);
    }

    private RuntimeException unbounded(MethodInvocationTree range, ExpressionTree end) {
        var target = function.unit.options().targetKernel();
        var lacking = target.atLeast(ITERATORS)
                ? "is for the GPL only"
                : "needs kernel " + ITERATORS + ", the object must load on " + target;
        return function.refuse(
                range, UNBOUNDED_LOOP, function.quote(end) + " is no constant, and the iterator of numbers " + lacking);
    }

    private void count(EnhancedForLoopTree tree, long rounds, @Nullable Name label) {
        var builder = function.builder;
        var index = builder.newVariable("index", ValueType.I32);
        builder.write(index, builder.constant(ValueType.I32, 0));
        var head = builder.newBlock("for");
        var body = builder.newBlock("body");
        var update = builder.newBlock("update");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        var limit = builder.constant(ValueType.I32, rounds > MAX_LOOPS ? 0 : rounds);
        builder.branch(Condition.SLT, builder.read(index), limit, body, end);
        function.place(body);
        function.declarations.bind(tree.getVariable(), new Scalar(builder.read(index), Int.INT));
        loops.body(tree.getStatement(), label, end, update);
        function.jump(update);
        function.place(update);
        function.at(tree);
        builder.write(index, builder.binary(BinaryOp.ADD, builder.read(index), builder.constant(ValueType.I32, 1)));
        function.jump(head);
        builder.seal(head);
        function.goOn(end);
    }

    private void iterate(EnhancedForLoopTree tree, ExpressionTree count, @Nullable Name label) {
        var builder = function.builder;
        var scalar = function.expressions.scalar(count);
        var limit = function.converted(scalar, Int.INT);
        var first = builder.constant(ValueType.I32, 0);
        iterators.lower(tree, iterators.numbers("bpf_iter_num", 1, List.of(first, limit)), label);
    }
}
