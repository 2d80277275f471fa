package dev.skep.compiler.machine.selection;

import static dev.skep.asm.CoreKind.ENUMVAL_EXISTS;
import static dev.skep.asm.CoreKind.FIELD_EXISTS;
import static dev.skep.asm.CoreKind.FIELD_SIGNED;
import static dev.skep.asm.CoreKind.TYPE_EXISTS;
import static dev.skep.asm.CoreKind.TYPE_MATCHES;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.selection.Fact.Origin;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What selection wants to know before it starts: how each value is made, and how its uses look at it. */
final class Facts implements Op.Visitor<Facts>, Terminator.Visitor<Facts> {
    private final Map<Value, Fact> facts = new HashMap<>();
    private final List<Value> sums = new ArrayList<>();

    private final boolean wholeResult;

    /**
     * Looks at blocks of which each comes after those that dominate it.
     *
     * @param wholeResult whether somebody looks at all of r0 when the function returns an i32
     */
    Facts(List<Block> blocks, boolean wholeResult) {
        this.wholeResult = wholeResult;
        for (var block : blocks) {
            for (var op : block.ops()) {
                for (var operand : op.operands()) of(operand).uses++;
                op.accept(this);
            }
            var end = block.terminator();
            for (var operand : end.operands()) of(operand).uses++;
            end.accept(this);
            for (var target : end.targets()) arguments(target.arguments());
        }
        sums.forEach(this::fold);
        Map<BlockLabel, List<Value>> parameters = new HashMap<>();
        for (var block : blocks) parameters.put(block.label(), block.parameters());
        moves(blocks, parameters);
        moves(blocks, parameters); // once more for what goes round a loop
    }

    private void moves(List<Block> blocks, Map<BlockLabel, List<Value>> parameters) {
        for (var i = blocks.size() - 1; i >= 0; i--) {
            for (var target : blocks.get(i).terminator().targets())
                moves(target, parameters.getOrDefault(target.label(), List.of()));
            var ops = blocks.get(i).ops();
            for (var j = ops.size() - 1; j >= 0; j--) moves(ops.get(j));
        }
    }

    private void moves(Target target, List<Value> parameters) {
        for (var i = 0; i < parameters.size(); i++)
            if (of(parameters.get(i)).moves) of(target.arguments().get(i)).moves = true;
    }

    private void moves(Op op) {
        if (!(op instanceof Op.Producing producing)) return;
        if (!isAddress(producing.result()) && !of(producing.result()).moves) return;
        if (masks(op)) return;
        for (var operand : op.operands()) of(operand).moves = !isAddress(operand);
    }

    /** Behind a mask, nothing matters of what is masked. */
    private boolean masks(Op op) {
        return op instanceof Op.Binary binary
                && binary.operation() == BinaryOp.AND
                && constant(binary.right()).isPresent();
    }

    private static boolean isAddress(Value value) {
        return value.type() instanceof ValueType.Pointer;
    }

    /** Returns whether a pointer is moved by the number, or by what is computed from it. */
    boolean moves(Value value) {
        return of(value).moves;
    }

    /** Returns whether anything reads the value. */
    boolean isUsed(Value value) {
        return of(value).uses > 0;
    }

    /** Returns how often the value is read. */
    int uses(Value value) {
        return of(value).uses;
    }

    /** Returns how often the value is an argument of a call. */
    int argumentUses(Value value) {
        return of(value).argumentUses;
    }

    /** Returns whether the upper half of an i32's register must be zero. */
    boolean isWhole(Value value) {
        return of(value).whole;
    }

    /** Returns how many low bits of the value may be set. */
    int bits(Value value) {
        return Math.min(of(value).bits, value.type().bits());
    }

    /** Returns the constant, i32 sign-extended. */
    OptionalLong constant(Value value) {
        var constant = of(value).constant;
        return constant == null ? OptionalLong.empty() : OptionalLong.of(constant);
    }

    /** Returns the comparison that the branch {@code value condition right} can make itself. */
    Optional<Op.Compare> compare(Condition condition, Value value, Value right) {
        return isZeroTest(condition, right) ? Optional.ofNullable(of(value).compare) : Optional.empty();
    }

    /** Returns the mask that the branch {@code value condition right} can test itself, when nobody wants the masked value. */
    Optional<Op.Binary> masked(Condition condition, Value value, Value right) {
        return isZeroTest(condition, right) && isOnlyTested(value)
                ? Optional.ofNullable(of(value).masked)
                : Optional.empty();
    }

    /** Returns whether the value is some bits of another, and branches test them there. */
    boolean isOnlyTested(Value value) {
        var fact = of(value);
        return fact.masked != null && fact.zeroTests == fact.uses;
    }

    private boolean isZeroTest(Condition condition, Value right) {
        return isEquality(condition) && constant(right).orElse(1) == 0;
    }

    /** Returns whether branches make the comparison themselves, so that its outcome is not needed as a number. */
    boolean isOnlyBranchedOn(Op.Compare compare) {
        var fact = of(compare.result());
        return fact.branchUses == fact.uses;
    }

    /** Returns the address as a sum that can be formed here; at worst the value itself plus 0. */
    Origin origin(Value pointer) {
        var origin = of(pointer).origin;
        return origin == null ? new Origin(new Root.Held(pointer), 0) : origin;
    }

    /** Returns whether whoever uses the address forms the sum, so that it need not be in a register. */
    boolean isFolded(Value pointer) {
        return of(pointer).folded;
    }

    /** Returns whether the value is an address formed as {@link #origin} says. */
    boolean isSum(Value pointer) {
        return of(pointer).origin != null;
    }

    /** Returns the field that the address leads to, when whoever loads or stores it names it, so that its address need not be in a register. */
    Optional<Op.FieldAddress> foldedField(Value pointer) {
        var fact = of(pointer);
        return fact.fieldUses == fact.uses ? Optional.ofNullable(fact.field) : Optional.empty();
    }

    /** Returns the width of the instructions that compute with the value. */
    static Width width(Value value) {
        return value.type() == ValueType.I32 ? Width.W : Width.DW;
    }

    static IllegalStateException unexpanded(Op op) {
        return new IllegalStateException("selection has no instruction for " + op + ": it must be expanded before");
    }

    private Fact of(Value value) {
        return facts.computeIfAbsent(value, v -> new Fact());
    }

    private void whole(Value value) {
        of(value).whole = true;
    }

    private void arguments(List<Value> arguments) {
        for (var argument : arguments) {
            of(argument).uses++;
            whole(argument);
        }
    }

    private void argument(Value value) {
        whole(value);
        of(value).argumentUses++;
    }

    private void address(Value pointer) {
        of(pointer).addressUses++;
    }

    private void access(Value pointer, int offset) {
        address(pointer);
        if (offset == 0) of(pointer).fieldUses++;
    }

    private static boolean isEquality(Condition condition) {
        return condition == Condition.EQ || condition == Condition.NE;
    }

    @Override
    public Facts constant(Op.Constant op) {
        var fact = of(op.result());
        fact.constant = op.value();
        var held = op.result().type() == ValueType.I32 ? op.value() & 0xffff_ffffL : op.value();
        fact.bits = Long.SIZE - Long.numberOfLeadingZeros(held);
        return this;
    }

    @Override
    public Facts stackAddress(Op.StackAddress op) {
        of(op.result()).origin = new Origin(new Root.Frame(op.slot()), 0);
        return this;
    }

    @Override
    public Facts globalAddress(Op.GlobalAddress op) {
        of(op.result()).origin = new Origin(new Root.OfGlobal(op.global()), op.offset());
        return this;
    }

    @Override
    public Facts coreValue(Op.CoreValue op) {
        var truth = Set.of(FIELD_EXISTS, FIELD_SIGNED, TYPE_EXISTS, TYPE_MATCHES, ENUMVAL_EXISTS)
                .contains(op.kind());
        if (truth) of(op.result()).bits = 1;
        return this;
    }

    @Override
    public Facts mapAddress(Op.MapAddress op) {
        return this;
    }

    @Override
    public Facts functionAddress(Op.FunctionAddress op) {
        return this;
    }

    @Override
    public Facts binary(Op.Binary op) {
        var right = constant(op.right());
        if (op.result().type() instanceof ValueType.Pointer pointer && right.isPresent())
            sum(op, pointer, right.getAsLong());
        if (right.isPresent() && mayYieldLeft(op.operation())) whole(op.left());
        if (op.operation() == BinaryOp.AND) {
            of(op.result()).bits = Math.min(bits(op.left()), bits(op.right()));
            of(op.result()).masked = op;
        }
        if (op.operation() == BinaryOp.LSHR && right.isPresent())
            of(op.result()).bits = Math.max(
                    0,
                    bits(op.left())
                            - (int) (right.getAsLong() & (op.result().type().bits() - 1)));
        return this;
    }

    private static boolean mayYieldLeft(BinaryOp operation) {
        return operation == BinaryOp.SDIV || operation == BinaryOp.SREM || operation == BinaryOp.UREM;
    }

    /** {@code pointer + constant}: the address counts from the left operand, or from what that one counts from where no register holds it. */
    private void sum(Op.Binary op, ValueType.Pointer type, long right) {
        if (right != (int) right) return;
        address(op.left());
        var left = of(op.left()).origin;
        var base = left != null && needsNoRegister(left, type) ? left : new Origin(new Root.Held(op.left()), 0);
        var offset = base.offset() + (op.operation() == BinaryOp.SUB ? -right : right);
        if (offset != (int) offset) return;
        of(op.result()).origin = new Origin(base.root(), offset);
        sums.add(op.result());
    }

    /** Decides about a sum after those it counts from: it may count from what they count from. */
    private void fold(Value sum) {
        var fact = of(sum);
        var origin = origin(sum);
        fact.folded = fact.uses == fact.addressUses || !(origin.root() instanceof Root.Held);
        if (origin.root() instanceof Root.Held held && isFolded(held.pointer())) {
            var above = origin(held.pointer());
            var offset = above.offset() + origin.offset();
            if (offset == (int) offset) fact.origin = new Origin(above.root(), offset);
            else of(held.pointer()).folded = false;
        }
    }

    /** The context is reached from its own register only; frame and globals can be named from anywhere. */
    private static boolean needsNoRegister(Origin origin, ValueType.Pointer type) {
        return type.kind() == MemoryKind.CONTEXT || !(origin.root() instanceof Root.Held);
    }

    @Override
    public Facts negate(Op.Negate op) {
        return this;
    }

    @Override
    public Facts extend(Op.Extend op) {
        var zero = op.extension() == Extension.ZERO;
        if (zero && bits(op.value()) <= op.from()) whole(op.value());
        if (zero) of(op.result()).bits = Math.min(op.from(), bits(op.value()));
        return this;
    }

    @Override
    public Facts truncate(Op.Truncate op) {
        of(op.result()).bits = bits(op.value());
        return this;
    }

    @Override
    public Facts swapBytes(Op.SwapBytes op) {
        whole(op.value());
        of(op.result()).bits = op.width().bits();
        return this;
    }

    @Override
    public Facts reinterpret(Op.Reinterpret op) {
        of(op.result()).constant = of(op.value()).constant;
        of(op.result()).bits = bits(op.value());
        return this;
    }

    @Override
    public Facts castArena(Op.CastArena op) {
        return this;
    }

    @Override
    public Facts fieldAddress(Op.FieldAddress op) {
        of(op.result()).field = op;
        return this;
    }

    @Override
    public Facts compare(Op.Compare op) {
        of(op.result()).bits = 1;
        of(op.result()).compare = op;
        return this;
    }

    @Override
    public Facts load(Op.Load op) {
        access(op.address(), op.offset());
        if (op.extension() == Extension.ZERO) of(op.result()).bits = op.width().bits();
        return this;
    }

    @Override
    public Facts store(Op.Store op) {
        access(op.address(), op.offset());
        if (op.width() == Width.DW) whole(op.value());
        return this;
    }

    @Override
    public Facts zero(Op.Zero op) {
        throw unexpanded(op);
    }

    @Override
    public Facts copy(Op.Copy op) {
        throw unexpanded(op);
    }

    @Override
    public Facts atomicUpdate(Op.AtomicUpdate op) {
        address(op.address());
        return this;
    }

    @Override
    public Facts atomicFetch(Op.AtomicFetch op) {
        address(op.address());
        return this;
    }

    @Override
    public Facts compareExchange(Op.CompareExchange op) {
        address(op.address());
        return this;
    }

    @Override
    public Facts callHelper(Op.CallHelper op) {
        op.arguments().forEach(this::argument);
        return this;
    }

    @Override
    public Facts callFunction(Op.CallFunction op) {
        op.arguments().forEach(this::argument);
        return this;
    }

    @Override
    public Facts callKfunc(Op.CallKfunc op) {
        op.arguments().forEach(this::argument);
        return this;
    }

    @Override
    public Facts assembly(Op.Assembly op) {
        op.arguments().forEach(this::argument);
        return this;
    }

    @Override
    public Facts jump(Terminator.Jump end) {
        return this;
    }

    @Override
    public Facts branch(Terminator.Branch end) {
        if (compare(end.condition(), end.left(), end.right()).isPresent()) of(end.left()).branchUses++;
        if (isZeroTest(end.condition(), end.right())) of(end.left()).zeroTests++;
        return this;
    }

    @Override
    public Facts switch_(Terminator.Switch end) {
        return this;
    }

    @Override
    public Facts return_(Terminator.Return end) {
        if (wholeResult) whole(end.value());
        return this;
    }

    @Override
    public Facts returnVoid(Terminator.ReturnVoid end) {
        return this;
    }
}
