package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.Typing;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what becomes of an op whose operands are folded already: the ops that stand for it, none where another value does. */
final class FoldOps implements Op.Visitor<List<Op>> {
    private final Known known;
    private final FoldQuestions questions;
    private final FoldBinary binaries;
    private final StoredForm stored;
    private final Substitution substitution;
    private final ByteOrder order;

    FoldOps(
            Known known,
            FoldQuestions questions,
            FoldBinary binaries,
            StoredForm stored,
            Substitution substitution,
            ByteOrder order) {
        this.stored = stored;
        this.known = known;
        this.questions = questions;
        this.binaries = binaries;
        this.substitution = substitution;
        this.order = order;
    }

    private List<Op> same(Op.Producing op, Value value) {
        substitution.replace(op.result(), value);
        return List.of();
    }

    private static List<Op> constant(Op.Producing op, long value) {
        return List.of(new Op.Constant(op.result(), value, op.location()));
    }

    @Override
    public List<Op> binary(Op.Binary op) {
        return binaries.fold(op);
    }

    @Override
    public List<Op> negate(Op.Negate op) {
        var value = known.constant(op.value());
        var bits = op.result().type().bits();
        if (value.isPresent()) return constant(op, Arithmetic.binary(BinaryOp.SUB, bits, 0, value.getAsLong()));
        var twice = known.definition(op.value(), Op.Negate.class);
        return twice == null ? List.of(op) : same(op, twice.value());
    }

    @Override
    public List<Op> extend(Op.Extend op) {
        var bits = op.result().type().bits();
        var value = known.constant(op.value());
        if (value.isPresent())
            return constant(op, Arithmetic.extend(op.extension(), op.from(), bits, value.getAsLong()));
        if (op.value().type().equals(op.result().type()) && isExtendedAlready(op)) return same(op, op.value());
        if (op.from() == bits) return List.of(new Op.Truncate(op.result(), op.value(), op.location()));
        var inner = known.definition(op.value(), Op.Extend.class);
        if (inner == null || inner.from() < op.from()) return List.of(op);
        return List.of(new Op.Extend(op.result(), op.extension(), op.from(), inner.value(), op.location()));
    }

    /** Returns whether the value, of the type of the result, has the upper bits that it would get. */
    private boolean isExtendedAlready(Op.Extend op) {
        if (op.from() == op.value().type().bits()) return true;
        var load = known.definition(op.value(), Op.Load.class);
        if (load != null) return fits(load.extension(), load.width().bits(), op);
        var inner = known.definition(op.value(), Op.Extend.class);
        if (inner != null) return fits(inner.extension(), inner.from(), op);
        var swap = known.definition(op.value(), Op.SwapBytes.class);
        if (swap != null) return fits(Extension.ZERO, swap.width().bits(), op);
        return known.definition(op.value(), Op.Compare.class) != null;
    }

    private static boolean fits(Extension extension, int bits, Op.Extend op) {
        return extension == op.extension() ? bits <= op.from() : extension == Extension.ZERO && bits < op.from();
    }

    @Override
    public List<Op> truncate(Op.Truncate op) {
        var value = known.constant(op.value());
        if (value.isPresent())
            return constant(op, Arithmetic.extend(Extension.SIGN, Integer.SIZE, Integer.SIZE, value.getAsLong()));
        var extend = known.definition(op.value(), Op.Extend.class);
        if (extend == null) return List.of(op);
        if (extend.from() == Integer.SIZE) {
            if (extend.value().type() == ValueType.I32) return same(op, extend.value());
            return List.of(new Op.Truncate(op.result(), extend.value(), op.location()));
        }
        return List.of(new Op.Extend(op.result(), extend.extension(), extend.from(), extend.value(), op.location()));
    }

    @Override
    public List<Op> swapBytes(Op.SwapBytes op) {
        var value = known.constant(op.value());
        var bits = op.result().type().bits();
        if (value.isPresent())
            return constant(op, Arithmetic.swap(op.order(), order, op.width().bits(), bits, value.getAsLong()));
        var low = lowBits(op.value(), op.width().bits());
        var twice = known.definition(low, Op.SwapBytes.class);
        if (twice != null && twice.order() == op.order() && twice.width() == op.width())
            return lowBitsOnly(op, twice.value());
        return !low.equals(op.value()) && low.type().equals(op.result().type())
                ? List.of(new Op.SwapBytes(op.result(), op.order(), op.width(), low, op.location()))
                : List.of(op);
    }

    /** What was swapped twice is itself again, without what was above the bits that were swapped. */
    private List<Op> lowBitsOnly(Op.SwapBytes op, Value value) {
        var bits = op.width().bits();
        if (bits != op.result().type().bits())
            return extend(new Op.Extend(op.result(), Extension.ZERO, bits, value, op.location()));
        return value.type().equals(op.result().type())
                ? same(op, value)
                : List.of(new Op.Truncate(op.result(), value, op.location()));
    }

    @Override
    public List<Op> reinterpret(Op.Reinterpret op) {
        var inner = known.definition(op.value(), Op.Reinterpret.class);
        var origin = inner == null ? op.value() : inner.value();
        if (Typing.flows(origin.type(), op.result().type())) return same(op, origin);
        var value = known.constant(origin);
        if (value.isPresent() && (op.result().type() == ValueType.I64 || isNull(op.result(), value.getAsLong())))
            return constant(op, value.getAsLong());
        return inner == null ? List.of(op) : List.of(new Op.Reinterpret(op.result(), origin, op.location()));
    }

    private static boolean isNull(Value result, long value) {
        return value == 0
                && result.type() instanceof ValueType.Pointer pointer
                && pointer.nullness() == ValueType.Nullness.NULLABLE;
    }

    @Override
    public List<Op> castArena(Op.CastArena op) {
        return List.of(op);
    }

    @Override
    public List<Op> fieldAddress(Op.FieldAddress op) {
        return List.of(op);
    }

    @Override
    public List<Op> compare(Op.Compare op) {
        var question = questions.simple(Question.of(op.condition(), op.left(), op.right()));
        var answer = questions.answer(question);
        if (answer.isPresent()) return constant(op, answer.get() ? 1 : 0);
        if (question.isOpposite()) return List.of(op);
        List<Op> made = new ArrayList<>();
        var asked = stored.question(question, op.location(), made);
        made.add(
                asked.asks(op.condition(), op.left(), op.right())
                        ? op
                        : new Op.Compare(op.result(), asked.condition(), asked.left(), asked.right(), op.location()));
        return made;
    }

    @Override
    public List<Op> constant(Op.Constant op) {
        return List.of(op);
    }

    @Override
    public List<Op> stackAddress(Op.StackAddress op) {
        return List.of(op);
    }

    @Override
    public List<Op> globalAddress(Op.GlobalAddress op) {
        return List.of(op);
    }

    @Override
    public List<Op> coreValue(Op.CoreValue op) {
        return List.of(op);
    }

    @Override
    public List<Op> mapAddress(Op.MapAddress op) {
        return List.of(op);
    }

    @Override
    public List<Op> functionAddress(Op.FunctionAddress op) {
        return List.of(op);
    }

    @Override
    public List<Op> load(Op.Load op) {
        var place = place(op.address(), op.offset());
        if (place.isAt(op.address())) return List.of(op);
        return List.of(
                new Op.Load(op.result(), op.width(), op.extension(), place.pointer(), place.offset(), op.location()));
    }

    @Override
    public List<Op> store(Op.Store op) {
        var place = place(op.address(), op.offset());
        var value = lowBits(op.value(), op.width().bits());
        if (place.isAt(op.address()) && value.equals(op.value())) return List.of(op);
        return List.of(new Op.Store(op.width(), place.pointer(), place.offset(), value, op.location()));
    }

    /** An address as ops have it. */
    private record Place(Value pointer, int offset) {
        /** Returns whether it is counted from the address, and so at the offset, that it was looked for from. */
        boolean isAt(Value address) {
            return pointer.equals(address);
        }
    }

    /** Returns an address with the constants that lead to it added up, as far as an instruction can name them. */
    private Place place(Value pointer, int offset) {
        var place = new Place(pointer, offset);
        for (var sum = known.definition(pointer, Op.Binary.class); sum != null; ) {
            var distance = known.constant(sum.right());
            if (sum.operation() != BinaryOp.ADD || distance.isEmpty()) break;
            var total = place.offset() + distance.getAsLong();
            if (total != (short) total || distance.getAsLong() != (short) distance.getAsLong()) break;
            place = new Place(sum.left(), (int) total);
            sum = known.definition(sum.left(), Op.Binary.class);
        }
        return place;
    }

    /** Returns a value with the same low bits that takes fewer ops. */
    private Value lowBits(Value value, int bits) {
        var low = value;
        for (var wider = wider(low, bits); wider != null; wider = wider(low, bits)) low = wider;
        return low;
    }

    /** Returns what {@code value} has its low bits from, if it only changes those above them. */
    private @Nullable Value wider(Value value, int bits) {
        var extend = known.definition(value, Op.Extend.class);
        if (extend != null) return extend.from() >= bits ? extend.value() : null;
        var truncate = known.definition(value, Op.Truncate.class);
        if (truncate != null) return truncate.value();
        var masked = known.definition(value, Op.Binary.class);
        if (masked == null || masked.operation() != BinaryOp.AND) return null;
        var mask = known.constant(masked.right());
        return mask.isPresent() && (~mask.getAsLong() & (-1L >>> (Long.SIZE - bits))) == 0 ? masked.left() : null;
    }

    @Override
    public List<Op> zero(Op.Zero op) {
        var place = place(op.address(), op.offset());
        if (op.size() != 0 && place.isAt(op.address())) return List.of(op);
        return op.size() == 0
                ? List.of()
                : List.of(new Op.Zero(place.pointer(), place.offset(), op.size(), op.location()));
    }

    @Override
    public List<Op> copy(Op.Copy op) {
        var to = place(op.to(), op.toOffset());
        var from = place(op.from(), op.fromOffset());
        if (op.size() != 0 && to.isAt(op.to()) && from.isAt(op.from())) return List.of(op);
        return op.size() == 0
                ? List.of()
                : List.of(new Op.Copy(
                        to.pointer(), to.offset(), from.pointer(), from.offset(), op.size(), op.location()));
    }

    @Override
    public List<Op> atomicUpdate(Op.AtomicUpdate op) {
        var place = place(op.address(), op.offset());
        if (place.isAt(op.address())) return List.of(op);
        return List.of(new Op.AtomicUpdate(
                op.operation(), op.width(), place.pointer(), place.offset(), op.value(), op.location()));
    }

    @Override
    public List<Op> atomicFetch(Op.AtomicFetch op) {
        var place = place(op.address(), op.offset());
        if (place.isAt(op.address())) return List.of(op);
        return List.of(new Op.AtomicFetch(
                op.result(), op.operation(), op.width(), place.pointer(), place.offset(), op.value(), op.location()));
    }

    @Override
    public List<Op> compareExchange(Op.CompareExchange op) {
        return List.of(op);
    }

    @Override
    public List<Op> callHelper(Op.CallHelper op) {
        return List.of(op);
    }

    @Override
    public List<Op> callFunction(Op.CallFunction op) {
        return List.of(op);
    }

    @Override
    public List<Op> callKfunc(Op.CallKfunc op) {
        return List.of(op);
    }

    @Override
    public List<Op> assembly(Op.Assembly op) {
        return List.of(op);
    }
}
