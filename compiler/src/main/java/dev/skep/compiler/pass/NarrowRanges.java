package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.compiler.pass.Ranges.Outside;
import dev.skep.compiler.pass.Ranges.Trust;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Uses what is known of the numbers that values may be: what can only be one number is that, branches that cannot be taken go, also when
 * only the way through the function tells ({@link Ranges}); what is never negative is divided, shifted, compared and extended without sign,
 * masks that change nothing go, what moves a pointer is not divided by a constant but multiplied. So do questions for null behind a question for null.
 *
 * <p>The verifier has to find the bounds of what moves a pointer, reaches a call or ends a loop by itself. A comparison or mask of such a
 * value goes only where the verifier knows the same from the ops that are left; because an earlier comparison says so only where it ends a loop.
 */
public final class NarrowRanges implements FunctionPass {
    /** From here on, verifiers keep the bounds of numbers that are spilled. */
    private static final KernelVersion KEEPS_SPILLED = new KernelVersion(5, 16);

    private final KernelVersion target;

    /** A pass for objects that {@code target} and later kernels must take. */
    public NarrowRanges(KernelVersion target) {
        this.target = target;
    }

    @Override
    public String name() {
        return "narrow-ranges";
    }

    @Override
    public Function run(Function function) {
        return new Run(function, target.atLeast(KEEPS_SPILLED)).narrowed();
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final AddressScalars addresses;
        private final AddressScalars bounded;
        private final Ranges all;
        private final Ranges tracked;
        private final Ranges compared;
        private final NullFacts nulls;
        private final boolean trustsVerifier;
        private final Known known;
        private final Fresh fresh;
        private final Substitution substitution = new Substitution();

        Run(Function function, boolean trustsVerifier) {
            this.function = function;
            this.trustsVerifier = trustsVerifier;
            var flow = ControlFlow.of(function);
            var dominance = Dominance.of(function);
            known = new Known(function);
            fresh = Fresh.of(function);
            addresses = AddressScalars.of(function);
            bounded = AddressScalars.andBoundsOfLoops(function, flow, dominance);
            tracked = new Ranges(function, flow, dominance, known, Trust.VERIFIER);
            nulls = new NullFacts(flow, dominance, known);
            compared = bounded == addresses
                    ? tracked
                    : new Ranges(function, flow, dominance, known, Trust.COMPARED, this::tracked, Outside.UNKNOWN);
            all = new Ranges(function, flow, dominance, known, Trust.ARITHMETIC, this::deciding, Outside.UNKNOWN);
        }

        Function narrowed() {
            var blocks = function.blocks().stream().map(this::narrowed).toList();
            return SimplifyBlocks.reached(function.withBlocks(substitution.apply(blocks)));
        }

        /** Returns what a value may be, as far as that may decide about it. */
        private Range range(Value value, Block block) {
            return deciding(all, value, block.label());
        }

        private Range deciding(Ranges known, Value value, BlockLabel block) {
            return tracked(bounded.contains(value) ? compared : known, value, block);
        }

        /** Returns what a value may be, which may be all that is known only where it moves no pointer and reaches no call. */
        private Range tracked(Ranges known, Value value, BlockLabel block) {
            if (!addresses.contains(value)) return known.at(value, block);
            return trustsVerifier
                    ? tracked.at(value, block)
                    : Range.all(value.type().bits());
        }

        private boolean isNonNegative(Value value, Block block) {
            return Ranges.isNumber(value) && all.at(value, block.label()).isNonNegative();
        }

        private Block narrowed(Block block) {
            if (!all.reaches(block.label())) return block;
            List<Op> ops = new ArrayList<>(block.ops().size());
            for (var parameter : block.parameters()) constant(parameter, block).ifPresent(ops::add);
            for (var op : block.ops()) narrow(op, block, ops);
            return block.withOps(ops).withTerminator(end(block));
        }

        private Optional<Op> constant(Value parameter, Block block) {
            if (!Ranges.isNumber(parameter)) return Optional.empty();
            var range = range(parameter, block);
            if (!range.isConstant()) return Optional.empty();
            var value = fresh.value(parameter.type());
            substitution.replace(parameter, value);
            return Optional.of(new Op.Constant(value, range.constant(), function.location()));
        }

        private void narrow(Op op, Block block, List<Op> ops) {
            if (!(op instanceof Op.Producing producing) || op.effect() != Op.Effect.NONE || op instanceof Op.Leaf) {
                ops.add(op);
                return;
            }
            if (isNumber(producing)) {
                var range = range(producing.result(), block);
                if (range.isConstant()) {
                    ops.add(new Op.Constant(producing.result(), range.constant(), op.location()));
                    return;
                }
            }
            if (op instanceof Op.Binary binary) binary(binary, block, ops);
            else if (op instanceof Op.Extend extend) extend(extend, block, ops);
            else if (op instanceof Op.Compare compare) ops.add(compare(compare, block));
            else ops.add(op);
        }

        private static boolean isNumber(Op.Producing op) {
            for (var operand : op.operands()) if (!Ranges.isNumber(operand)) return false;
            return Ranges.isNumber(op.result());
        }

        private void binary(Op.Binary op, Block block, List<Op> ops) {
            if (op.operation() == BinaryOp.AND && isNumber(op) && keepsAll(op, block)) {
                substitution.replace(op.result(), op.left());
                return;
            }
            var unsigned = isNonNegative(op.left(), block) ? unsigned(op.operation()) : op.operation();
            var isDivision = unsigned == BinaryOp.UDIV || unsigned == BinaryOp.UREM;
            var kept = isDivision && !isNonNegative(op.right(), block) ? op.operation() : unsigned;
            var result = kept == op.operation()
                    ? op
                    : new Op.Binary(op.result(), kept, op.left(), op.right(), op.location());
            var reciprocal = kept == BinaryOp.UDIV ? reciprocal(op, block) : Optional.<Reciprocal>empty();
            if (reciprocal.isPresent()) multiply(result, reciprocal.get(), ops);
            else ops.add(result);
        }

        /** Returns what to multiply by instead: the verifier follows products and shifts, not quotients. */
        private Optional<Reciprocal> reciprocal(Op.Binary op, Block block) {
            var divisor = known.constant(op.right());
            if (divisor.isEmpty() || !bounded.contains(op.result())) return Optional.empty();
            var isPower = Long.bitCount(divisor.getAsLong()) == 1;
            return isPower
                    ? Optional.empty()
                    : Reciprocal.of(all.at(op.left(), block.label()).high(), divisor.getAsLong());
        }

        private void multiply(Op.Binary division, Reciprocal by, List<Op> ops) {
            var line = division.location();
            var wide = division.left();
            if (wide.type() == ValueType.I32) {
                wide = fresh.value(ValueType.I64);
                ops.add(new Op.Extend(wide, Extension.ZERO, Integer.SIZE, division.left(), line));
            }
            var multiplier = new Op.Constant(fresh.value(ValueType.I64), by.multiplier(), line);
            var shift = new Op.Constant(fresh.value(ValueType.I64), by.shift(), line);
            var product = fresh.value(ValueType.I64);
            var isNarrow = division.result().type() == ValueType.I32;
            var quotient = isNarrow ? fresh.value(ValueType.I64) : division.result();
            ops.add(multiplier);
            ops.add(shift);
            ops.add(new Op.Binary(product, BinaryOp.MUL, wide, multiplier.result(), line));
            ops.add(new Op.Binary(quotient, BinaryOp.LSHR, product, shift.result(), line));
            if (isNarrow) ops.add(new Op.Truncate(division.result(), quotient, line));
        }

        private static BinaryOp unsigned(BinaryOp operation) {
            return switch (operation) {
                case SDIV -> BinaryOp.UDIV;
                case SREM -> BinaryOp.UREM;
                case ASHR -> BinaryOp.LSHR;
                default -> operation;
            };
        }

        /** Returns whether a mask has all bits that the value may have; the verifier must know so where it looks at the result. */
        private boolean keepsAll(Op.Binary and, Block block) {
            var mask = known.constant(and.right());
            return mask.isPresent() && (bits(and.result(), and.left(), block) & ~mask.getAsLong()) == 0;
        }

        private long bits(Value result, Value operand, Block block) {
            return bounded.contains(result)
                    ? range(operand, block).bits()
                    : all.at(operand, block.label()).bits();
        }

        private void extend(Op.Extend op, Block block, List<Op> ops) {
            var sameType = op.value().type().equals(op.result().type());
            var signBit = op.extension() == Extension.SIGN ? 1 : 0;
            var unchanged = bits(op.result(), op.value(), block) >>> (op.from() - signBit) == 0;
            if (sameType && op.from() < op.result().type().bits() && unchanged)
                substitution.replace(op.result(), op.value());
            else if (signBit == 1 && all.at(op.value(), block.label()).isBelow(1L << (op.from() - 1)))
                ops.add(new Op.Extend(op.result(), Extension.ZERO, op.from(), op.value(), op.location()));
            else ops.add(op);
        }

        private Op compare(Op.Compare op, Block block) {
            var condition = condition(op.condition(), op.left(), op.right(), block);
            if (condition == op.condition()) return op;
            return new Op.Compare(op.result(), condition, op.left(), op.right(), op.location());
        }

        private Condition condition(Condition condition, Value left, Value right, Block block) {
            if (!isNonNegative(left, block) || !isNonNegative(right, block)) return condition;
            return switch (condition) {
                case SGT -> Condition.GT;
                case SGE -> Condition.GE;
                case SLT -> Condition.LT;
                case SLE -> Condition.LE;
                default -> condition;
            };
        }

        private Terminator end(Block block) {
            if (block.terminator() instanceof Terminator.Branch branch) return branch(branch, block);
            if (block.terminator() instanceof Terminator.Switch dispatch) return dispatch(dispatch, block);
            return block.terminator();
        }

        private Terminator branch(Terminator.Branch end, Block block) {
            var isNumber = Ranges.isNumber(end.left()) && Ranges.isNumber(end.right());
            var answer = isNumber
                    ? Answers.of(end.condition(), range(end.left(), block), range(end.right(), block))
                    : nulls.answer(end, block.label());
            if (answer.isPresent())
                return new Terminator.Jump(answer.get() ? end.then() : end.otherwise(), end.location());
            if (!isNumber) return end;
            var condition = condition(end.condition(), end.left(), end.right(), block);
            if (condition == end.condition()) return end;
            return new Terminator.Branch(
                    condition, end.left(), end.right(), end.then(), end.otherwise(), end.location());
        }

        private Terminator dispatch(Terminator.Switch end, Block block) {
            var range = range(end.selector(), block);
            var cases = end.cases().stream()
                    .filter(one -> Answers.mayBe(range, one.value()))
                    .toList();
            if (range.isConstant() && !cases.isEmpty())
                return new Terminator.Jump(cases.get(0).target(), end.location());
            if (cases.size() == end.cases().size()) return end;
            return new Terminator.Switch(end.selector(), cases, end.otherwise(), end.location());
        }
    }
}
