package dev.skep.ir.build;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.CoreKind;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.AssemblyBlock;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Parameter;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.Typing;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one function, op by op, in textual order. Front ends keep their locals in {@link Variable}s; reading one yields the value that
 * reaches this point, with block parameters added where paths meet (Braun et al. 2013). A block whose predecessors are all known is sealed;
 * until then its parameters stay open.
 *
 * <p>Every op gets the location last given to {@link #at}. Adding an op after a terminator is a mistake: ask {@link #terminated} first.
 */
public final class IrBuilder {
    private final String name;
    private final FunctionKind kind;
    private final BpfType returnType;
    private final SourceLine declared;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<StackSlot> slots = new ArrayList<>();
    private final SsaDraft draft = new SsaDraft();
    private SourceLine location;
    private @Nullable Function finished;

    /** Starts a function; its entry block is open and current. */
    public IrBuilder(String name, FunctionKind kind, BpfType returnType, SourceLine declared) {
        this.name = name;
        this.kind = kind;
        this.returnType = returnType;
        this.declared = declared;
        this.location = declared;
        position(newBlock("entry"));
        seal(current());
    }

    /** Adds a parameter; at most five reach a function. */
    public Value parameter(String parameter, BpfType type, ValueType valueType) {
        var value = draft.newValue(valueType);
        parameters.add(new Parameter(parameter, type, value));
        return value;
    }

    /** Sets the source line of everything that follows. */
    public void at(SourceLine line) {
        location = line;
    }

    /** Returns the source line of the next op. */
    public SourceLine location() {
        return location;
    }

    // Blocks and variables

    /** Returns a new block, not yet placed, with parameters of the given types. */
    public BlockLabel newBlock(String hint, ValueType... parameterTypes) {
        return draft.newBlock(hint, List.of(parameterTypes));
    }

    /** Returns the value of an explicit parameter of {@code block}. */
    public Value blockParameter(BlockLabel block, int index) {
        return draft.explicitParameter(block, index);
    }

    /** Places {@code block} here: ops go into it from now on. */
    public void position(BlockLabel block) {
        draft.position(block);
    }

    /** Says that no further edge will lead to {@code block}. */
    public void seal(BlockLabel block) {
        draft.seal(block);
    }

    /** Returns the block that ops go into. */
    public BlockLabel current() {
        return draft.current();
    }

    /** Returns whether the current block has its terminator, so that whatever follows is unreachable. */
    public boolean terminated() {
        return draft.terminated();
    }

    /** Returns whether any edge leads to {@code block} so far. */
    public boolean reached(BlockLabel block) {
        return draft.reached(block);
    }

    /** Returns a new local variable. */
    public Variable newVariable(String variable, ValueType type) {
        return new Variable(variable, type);
    }

    /** {@code variable = value}; a variable of a nullable pointer type takes pointers that are never null, too. */
    public void write(Variable variable, Value value) {
        if (!Typing.flows(value.type(), variable.type()))
            throw new IllegalArgumentException(
                    "variable `" + variable.name() + "` holds " + variable.type() + ", not " + value.type());
        draft.write(variable, value);
    }

    /** Returns the value of {@code variable} here; throws {@link IllegalStateException} when some path from the entry has not written it. */
    public Value read(Variable variable) {
        return draft.read(variable);
    }

    /** Returns a new piece of the frame. */
    public StackSlot newSlot(String slot, int size, int alignment) {
        var added = new StackSlot(slots.size(), slot, size, alignment, location);
        slots.add(added);
        return added;
    }

    // Values

    /** {@code value} as an {@code i32}, an {@code i64}, or the null of a pointer type. */
    public Value constant(ValueType type, long value) {
        if (type instanceof ValueType.Pointer && value != 0)
            throw new IllegalArgumentException(
                    "constant " + value + " of type " + type + ": the only constant pointer is null");
        return define(type, r -> new Op.Constant(r, type == ValueType.I32 ? (int) value : value, location));
    }

    /** {@code left operation right}; two integers of one width, or see {@link Op.Binary} for pointers. */
    public Value binary(BinaryOp operation, Value left, Value right) {
        return define(
                Typing.binary(operation, left.type(), right.type()),
                r -> new Op.Binary(r, operation, left, right, location));
    }

    /** {@code -value}. */
    public Value negate(Value value) {
        return define(Typing.integer(value.type(), "negate"), r -> new Op.Negate(r, value, location));
    }

    /** The low {@code from} bits of {@code value} as {@code to}. */
    public Value extend(Extension extension, int from, ValueType to, Value value) {
        Typing.extend(from, to, value.type());
        return define(to, r -> new Op.Extend(r, extension, from, value, location));
    }

    /** The low half of an {@code i64}. */
    public Value truncate(Value value) {
        if (value.type() != ValueType.I64)
            throw new IllegalArgumentException("truncate takes an i64, not " + value.type());
        return define(ValueType.I32, r -> new Op.Truncate(r, value, location));
    }

    /** The low bytes of {@code value} in another order. */
    public Value swapBytes(ByteSwap order, Width width, Value value) {
        var type = Typing.integer(value.type(), "swapBytes");
        if (width == Width.B || width.bytes() * 8 > type.bits())
            throw new IllegalArgumentException("swapBytes of " + width + " in " + type);
        return define(type, r -> new Op.SwapBytes(r, order, width, value, location));
    }

    /** The same 64 bits as another 64-bit type. */
    public Value reinterpret(ValueType type, Value value) {
        if (type.bits() != 64 || value.type().bits() != 64)
            throw new IllegalArgumentException(
                    "reinterpret " + value.type() + " as " + type + ": both must have 64 bits");
        return define(type, r -> new Op.Reinterpret(r, value, location));
    }

    /** {@code left condition right ? 1 : 0}. */
    public Value compare(Condition condition, Value left, Value right) {
        Typing.compare(left.type(), right.type());
        return define(ValueType.I32, r -> new Op.Compare(r, condition, left, right, location));
    }

    /** {@code &slot}. */
    public Value stackAddress(StackSlot slot) {
        return define(ValueType.pointer(MemoryKind.STACK), r -> new Op.StackAddress(r, slot, location));
    }

    /** {@code (char *)&global + offset}. */
    public Value globalAddress(String global, int offset) {
        return define(ValueType.pointer(MemoryKind.MAP_VALUE), r -> new Op.GlobalAddress(r, global, offset, location));
    }

    /** {@code &map}. */
    public Value mapAddress(String map) {
        return define(ValueType.pointer(MemoryKind.MAP), r -> new Op.MapAddress(r, map, location));
    }

    /** {@code &function}. */
    public Value functionAddress(String function) {
        return define(ValueType.pointer(MemoryKind.FUNCTION), r -> new Op.FunctionAddress(r, function, location));
    }

    /** {@code &base->field} of a struct of the kernel; see {@link Op.FieldAddress}. */
    public Value fieldAddress(Value base, String struct, String access, int offset) {
        if (!(base.type() instanceof ValueType.Pointer pointer))
            throw new IllegalArgumentException("field takes a pointer, not " + base.type());
        return define(
                ValueType.pointer(pointer.kind()), r -> new Op.FieldAddress(r, base, struct, access, offset, location));
    }

    /** What the loader finds out about a type of the kernel; see {@link Op.CoreValue}. */
    public Value coreValue(CoreKind kind, BpfType type, String access, long local) {
        return define(ValueType.I64, r -> new Op.CoreValue(r, kind, type, access, local, location));
    }

    // Memory

    /** {@code *(width *)(address + offset)} as {@code type}. */
    public Value load(ValueType type, Width width, Extension extension, Value address, int offset) {
        Typing.address(address.type(), "load");
        if (width.bytes() * 8 > type.bits()) throw new IllegalArgumentException("load of " + width + " into " + type);
        return define(type, r -> new Op.Load(r, width, extension, address, offset, location));
    }

    /** {@code *(width *)(address + offset) = value}. */
    public void store(Width width, Value address, int offset, Value value) {
        Typing.address(address.type(), "store");
        if (width.bytes() * 8 > value.type().bits())
            throw new IllegalArgumentException("store of " + width + " from " + value.type());
        draft.add(new Op.Store(width, address, offset, value, location));
    }

    /** {@code memset(address + offset, 0, size)}. */
    public void zero(Value address, int offset, int size) {
        Typing.address(address.type(), "zero");
        draft.add(new Op.Zero(address, offset, size, location));
    }

    /** {@code memcpy(to + toOffset, from + fromOffset, size)}. */
    public void copy(Value to, int toOffset, Value from, int fromOffset, int size) {
        Typing.address(to.type(), "copy");
        Typing.address(from.type(), "copy");
        draft.add(new Op.Copy(to, toOffset, from, fromOffset, size, location));
    }

    /** {@code lock *(width *)(address + offset) operation= value}; {@code ADD}, {@code OR}, {@code AND} or {@code XOR}. */
    public void atomicUpdate(AtomicOp operation, Width width, Value address, int offset, Value value) {
        Typing.update(operation);
        Typing.atomic(width, address.type(), value.type());
        draft.add(new Op.AtomicUpdate(operation, width, address, offset, value, location));
    }

    /** The old value of an atomic update or exchange; one of the {@code FETCH_} operations or {@code XCHG}. */
    public Value atomicFetch(AtomicOp operation, Width width, Value address, int offset, Value value) {
        Typing.fetch(operation);
        Typing.atomic(width, address.type(), value.type());
        return define(value.type(), r -> new Op.AtomicFetch(r, operation, width, address, offset, value, location));
    }

    /** The old value of a compare-and-exchange. */
    public Value compareExchange(Width width, Value address, int offset, Value expected, Value value) {
        Typing.atomic(width, address.type(), value.type());
        Typing.atomic(width, address.type(), expected.type());
        return define(value.type(), r -> new Op.CompareExchange(r, width, address, offset, expected, value, location));
    }

    // Calls

    /** {@code helper(arguments)} with its result seen as {@code type}. */
    public Value callHelper(ValueType type, Helper helper, Value... arguments) {
        Typing.arguments(helper.kernelName(), arguments.length);
        return define(type, r -> new Op.CallHelper(r, helper, List.of(arguments), location));
    }

    /** {@code function(arguments)} of the same unit. */
    public Value callFunction(ValueType type, String function, List<Value> arguments) {
        Typing.arguments(function, arguments.size());
        return define(type, r -> new Op.CallFunction(r, function, arguments, location));
    }

    /** {@code kfunc(arguments)} of the kernel. */
    public Value callKfunc(ValueType type, String kfunc, List<Value> arguments) {
        Typing.arguments(kfunc, arguments.size());
        return define(type, r -> new Op.CallKfunc(r, kfunc, arguments, location));
    }

    /** What instructions leave in r0 that somebody wrote, with the arguments in r1 to r5. */
    public Value assembly(AssemblyBlock block, List<Value> arguments) {
        Typing.arguments("assembly", arguments.size());
        return define(ValueType.I64, r -> new Op.Assembly(r, block, arguments, location));
    }

    // Terminators

    /** {@code goto block}. */
    public void jump(BlockLabel block, Value... arguments) {
        var line = location;
        draft.end(t -> new Terminator.Jump(t.get(0), line), List.of(), List.of(new Target(block, List.of(arguments))));
    }

    /** {@code if (left condition right) goto then; else goto otherwise}. */
    public void branch(Condition condition, Value left, Value right, BlockLabel then, BlockLabel otherwise) {
        branch(condition, left, right, new Target(then, List.of()), new Target(otherwise, List.of()));
    }

    /** The same with arguments for the explicit parameters of the blocks. */
    public void branch(Condition condition, Value left, Value right, Target then, Target otherwise) {
        Typing.compare(left.type(), right.type());
        var line = location;
        draft.end(
                t -> new Terminator.Branch(condition, left, right, t.get(0), t.get(1), line),
                List.of(left, right),
                List.of(then, otherwise));
    }

    /** {@code switch (selector)}; {@code cases} in the order they are tried, values distinct. */
    public void switch_(Value selector, List<Terminator.Switch.Case> cases, BlockLabel otherwise) {
        Typing.integer(selector.type(), "switch");
        var edges = new ArrayList<Target>(cases.size() + 1);
        cases.forEach(c -> edges.add(c.target()));
        edges.add(new Target(otherwise, List.of()));
        var line = location;
        draft.end(t -> switchTo(selector, cases, t, line), List.of(selector), edges);
    }

    private static Terminator switchTo(
            Value selector, List<Terminator.Switch.Case> cases, List<Target> targets, SourceLine line) {
        var edges = new ArrayList<Terminator.Switch.Case>(cases.size());
        for (var i = 0; i < cases.size(); i++)
            edges.add(new Terminator.Switch.Case(cases.get(i).value(), targets.get(i)));
        return new Terminator.Switch(selector, edges, targets.get(cases.size()), line);
    }

    /** {@code return value}. */
    public void return_(Value value) {
        var line = location;
        draft.end(t -> new Terminator.Return(value, line), List.of(value), List.of());
    }

    /** {@code return}. */
    public void returnVoid() {
        var line = location;
        draft.end(t -> new Terminator.ReturnVoid(line), List.of(), List.of());
    }

    /**
     * Returns the function: unreachable blocks dropped, parameters that only ever get one value replaced by it. The builder is dead
     * afterwards.
     */
    public Function finish() {
        if (finished != null) throw new IllegalStateException("function `" + name + "` is finished already");
        finished = new Function(name, kind, parameters, returnType, slots, draft.finish(), declared);
        return finished;
    }

    private Value define(ValueType type, java.util.function.Function<Value, Op> op) {
        var result = draft.newValue(type);
        draft.add(op.apply(result));
        return result;
    }
}
