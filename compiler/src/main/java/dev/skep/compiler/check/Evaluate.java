package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.compiler.pass.Arithmetic;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What ops make of what is known, as far as the verifier sees it, too: it computes with numbers, splits its way at every comparison, and
 * tells null from other pointers where a pointer is compared with the constant.
 */
final class Evaluate {
    private final Pointers pointers;
    private final Function<Value, Known> known;

    Evaluate(Pointers pointers, Function<Value, Known> known) {
        this.pointers = pointers;
        this.known = known;
    }

    /** Returns whether something may be known of what the op makes. */
    static boolean concerns(Op op) {
        return op instanceof Op.Constant
                || op instanceof Op.Compare
                || op instanceof Op.Extend
                || op instanceof Op.Truncate
                || (op instanceof Op.Binary binary && isLogic(binary.operation()));
    }

    private static boolean isLogic(BinaryOp operation) {
        return operation == BinaryOp.AND || operation == BinaryOp.OR || operation == BinaryOp.XOR;
    }

    /** Returns what is known of what an op makes that this {@linkplain #concerns concerns}. */
    Known result(Op op) {
        if (op instanceof Op.Constant constant) return Known.of(constant.value());
        if (op instanceof Op.Compare compare)
            return holds(compare.condition(), compare.left(), compare.right())
                    .map(Known::of)
                    .orElse(Known.TRUTH);
        if (op instanceof Op.Binary binary) return logic(binary);
        if (op instanceof Op.Extend extend) return extended(extend);
        if (op instanceof Op.Truncate truncate) return truncated(known.apply(truncate.value()));
        return Known.ANYTHING;
    }

    /** Returns whether the condition holds; empty when that is not known. */
    Optional<Boolean> holds(Condition condition, Value left, Value right) {
        var asked = pointers.asksForNull(condition, left, right);
        if (asked.isPresent()) return isNull(asked.get()).map(isNull -> isNull == (condition == Condition.EQ));
        var a = known.apply(left);
        var b = known.apply(right);
        if (left.type() instanceof ValueType.Pointer || !a.isNumber() || !b.isNumber()) return Optional.empty();
        return Optional.of(Arithmetic.holds(condition, left.type().bits(), a.number(), b.number()));
    }

    private Optional<Boolean> isNull(Value pointer) {
        var pointed = known.apply(pointer);
        if (pointed.isNull()) return Optional.of(true);
        return pointed.equals(Known.NON_NULL) ? Optional.of(false) : Optional.empty();
    }

    /** Returns the place of the one target that control can go to; empty when that may be any. */
    Optional<Integer> way(Terminator end) {
        if (end instanceof Terminator.Branch branch)
            return holds(branch.condition(), branch.left(), branch.right()).map(holds -> holds ? 0 : 1);
        if (end instanceof Terminator.Switch choice) {
            var selector = known.apply(choice.selector());
            return selector.isNumber() ? Optional.of(way(choice, selector.number())) : Optional.empty();
        }
        return Optional.empty();
    }

    private static int way(Terminator.Switch choice, long selector) {
        List<Terminator.Switch.Case> cases = choice.cases();
        for (var i = 0; i < cases.size(); i++) if (cases.get(i).value() == selector) return i;
        return cases.size();
    }

    /** Returns the targets that control may reach. */
    List<Target> targets(Terminator end) {
        var targets = end.targets();
        return way(end).map(way -> List.of(targets.get(way))).orElse(targets);
    }

    private Known logic(Op.Binary op) {
        var a = known.apply(op.left());
        var b = known.apply(op.right());
        if (a.kind() == Known.Kind.UNSEEN || b.kind() == Known.Kind.UNSEEN) return Known.UNSEEN;
        if (a.isNumber() && b.isNumber())
            return Known.of(Arithmetic.binary(op.operation(), op.result().type().bits(), a.number(), b.number()));
        var one = a.isNumber() ? a : b;
        var truths = a.isTruth() && b.isTruth();
        if (op.operation() == BinaryOp.AND && one.isNumber(0)) return one;
        if (op.operation() == BinaryOp.OR && one.isNumber(1) && truths) return one;
        return truths ? Known.TRUTH : Known.ANYTHING;
    }

    private Known extended(Op.Extend op) {
        var value = known.apply(op.value());
        if (!value.isNumber()) return passedOn(value);
        return Known.of(
                Arithmetic.extend(op.extension(), op.from(), op.result().type().bits(), value.number()));
    }

    private static Known truncated(Known value) {
        if (!value.isNumber()) return passedOn(value);
        return Known.of(Arithmetic.extend(Extension.SIGN, Integer.SIZE, Integer.SIZE, value.number()));
    }

    private static Known passedOn(Known value) {
        return value.isTruth() || value.kind() == Known.Kind.UNSEEN ? value : Known.ANYTHING;
    }
}
