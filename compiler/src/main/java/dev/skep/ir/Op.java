package dev.skep.ir;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.CoreKind;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.kernel.Helper;
import java.util.List;
import java.util.function.UnaryOperator;

/** One step of a block. Everything that needs no control flow is an op; see the package description for the list. */
public sealed interface Op {
    /** Returns the source line that caused it. */
    SourceLine location();

    /** Returns the values it reads, in order. */
    List<Value> operands();

    /** Returns the same op with every value it reads replaced; itself where they stay what they are. */
    Op map(UnaryOperator<Value> change);

    /** Dispatches on the kind of op. */
    <R> R accept(Visitor<R> visitor);

    /** Returns what an op may do besides computing its result. */
    Effect effect();

    /** Returns the helpers that it calls. */
    default List<Helper> helpers() {
        return List.of();
    }

    /** What an op may do besides computing its result. */
    enum Effect {
        /** Nothing: may be dropped when unused, merged with an equal one. */
        NONE,
        /** Reads memory. */
        READS,
        /** Writes memory, or calls something that may. */
        WRITES
    }

    /** An op that defines a value. */
    sealed interface Producing extends Op {
        /** Returns the value it defines. */
        Value result();

        /** Returns the same op with another result. */
        Producing withResult(Value changed);
    }

    /** An op without operands and effects. */
    sealed interface Leaf extends Producing {
        @Override
        default List<Value> operands() {
            return List.of();
        }

        @Override
        default Op map(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        default Effect effect() {
            return Effect.NONE;
        }
    }

    /** {@code result = value}; an {@code i32} is given sign-extended, a pointer may only be 0. */
    record Constant(Value result, long value, SourceLine location) implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new Constant(changed, value, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** {@code result = &slot}. */
    record StackAddress(Value result, StackSlot slot, SourceLine location) implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new StackAddress(changed, slot, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stackAddress(this);
        }
    }

    /** {@code result = (char *)&global + offset}. */
    record GlobalAddress(Value result, String global, int offset, SourceLine location) implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new GlobalAddress(changed, global, offset, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.globalAddress(this);
        }
    }

    /**
     * {@code result} = what the loader finds out about a type of the kernel that runs, by a CO-RE relocation.
     *
     * @param kind what is asked; a field's offset is {@link FieldAddress}'s to ask
     * @param type a struct of the unit by its name, or an enumeration
     * @param access path to the field as CO-RE writes it, {@code 0:1}; the place of the enumerator in its type; {@code 0} for the type itself
     * @param local what is true of that type as the unit has it
     */
    record CoreValue(Value result, CoreKind kind, BpfType type, String access, long local, SourceLine location)
            implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new CoreValue(changed, kind, type, access, local, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.coreValue(this);
        }
    }

    /** {@code result = &map}, as helpers take it. */
    record MapAddress(Value result, String map, SourceLine location) implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new MapAddress(changed, map, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mapAddress(this);
        }
    }

    /** {@code result = &function}, as helpers take callbacks. */
    record FunctionAddress(Value result, String function, SourceLine location) implements Leaf {
        @Override
        public Producing withResult(Value changed) {
            return new FunctionAddress(changed, function, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.functionAddress(this);
        }
    }

    /** {@code result = left operation right}; {@code ADD} and {@code SUB} also take a pointer on the left and an {@code i64} on the right, {@code SUB} two pointers. */
    record Binary(Value result, BinaryOp operation, Value left, Value right, SourceLine location) implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new Binary(changed, operation, left, right, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(left, right);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedLeft = change.apply(left);
            var changedRight = change.apply(right);
            if (changedLeft.equals(left) && changedRight.equals(right)) return this;
            return new Binary(result, operation, changedLeft, changedRight, location);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** An op with one operand and no effects. */
    sealed interface Unary extends Producing {
        /** Returns the operand. */
        Value value();

        @Override
        default List<Value> operands() {
            return List.of(value());
        }

        @Override
        default Effect effect() {
            return Effect.NONE;
        }
    }

    /** {@code result = -value}. */
    record Negate(Value result, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new Negate(changed, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new Negate(result, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negate(this);
        }
    }

    /** {@code result} = the low {@code from} bits (8, 16 or 32) of {@code value}, extended to the width of the result. */
    record Extend(Value result, Extension extension, int from, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new Extend(changed, extension, from, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new Extend(result, extension, from, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.extend(this);
        }
    }

    /** {@code result = (i32) value} of an {@code i64}. */
    record Truncate(Value result, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new Truncate(changed, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new Truncate(result, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.truncate(this);
        }
    }

    /** {@code result} = the low 2, 4 or 8 bytes of {@code value} in another byte order, zero-extended; an {@code i32} has 2 or 4. */
    record SwapBytes(Value result, ByteSwap order, Width width, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new SwapBytes(changed, order, width, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new SwapBytes(result, order, width, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.swapBytes(this);
        }
    }

    /** {@code result} = the same 64 bits seen as another 64-bit type: an integer as a pointer, a pointer as an integer or of another kind. */
    record Reinterpret(Value result, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new Reinterpret(changed, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new Reinterpret(result, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reinterpret(this);
        }
    }

    /**
     * {@code result = &base->field} of a struct of the kernel, wherever the field lies in the kernel that runs.
     *
     * @param struct the struct of the unit that has the same name and the fields the program knows
     * @param access path to the field as CO-RE writes it: {@code 0:1}
     * @param offset bytes to the field in that struct
     */
    record FieldAddress(Value result, Value base, String struct, String access, int offset, SourceLine location)
            implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new FieldAddress(changed, base, struct, access, offset, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(base);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(base);
            if (changed.equals(base)) return this;
            return new FieldAddress(result, changed, struct, access, offset, location);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fieldAddress(this);
        }
    }

    /**
     * {@code result = addr_space_cast(value, 0, 1)}: an address in the arena as the kernel has it.
     *
     * @param map the arena
     */
    record CastArena(Value result, String map, Value value, SourceLine location) implements Unary {
        @Override
        public Producing withResult(Value changed) {
            return new CastArena(changed, map, value, location);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            if (changed.equals(value)) return this;
            return new CastArena(result, map, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.castArena(this);
        }
    }

    /** {@code result = left condition right ? 1 : 0}, an {@code i32}. */
    record Compare(Value result, Condition condition, Value left, Value right, SourceLine location)
            implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new Compare(changed, condition, left, right, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(left, right);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedLeft = change.apply(left);
            var changedRight = change.apply(right);
            if (changedLeft.equals(left) && changedRight.equals(right)) return this;
            return new Compare(result, condition, changedLeft, changedRight, location);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    /** {@code result = *(width *)(address + offset)}, extended to the type of the result. */
    record Load(Value result, Width width, Extension extension, Value address, int offset, SourceLine location)
            implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new Load(changed, width, extension, address, offset, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(address);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(address);
            if (changed.equals(address)) return this;
            return new Load(result, width, extension, changed, offset, location);
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.load(this);
        }
    }

    /** {@code *(width *)(address + offset) = value}, keeping the low bytes. */
    record Store(Width width, Value address, int offset, Value value, SourceLine location) implements Op {
        @Override
        public List<Value> operands() {
            return List.of(address, value);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedAddress = change.apply(address);
            var changedValue = change.apply(value);
            if (changedAddress.equals(address) && changedValue.equals(value)) return this;
            return new Store(width, changedAddress, offset, changedValue, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.store(this);
        }
    }

    /** {@code memset(address + offset, 0, size)}. */
    record Zero(Value address, int offset, int size, SourceLine location) implements Op {
        @Override
        public List<Value> operands() {
            return List.of(address);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = change.apply(address);
            if (changed.equals(address)) return this;
            return new Zero(changed, offset, size, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.zero(this);
        }
    }

    /** {@code memcpy(to + toOffset, from + fromOffset, size)}; the two do not overlap. */
    record Copy(Value to, int toOffset, Value from, int fromOffset, int size, SourceLine location) implements Op {
        @Override
        public List<Value> operands() {
            return List.of(to, from);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedTo = change.apply(to);
            var changedFrom = change.apply(from);
            if (changedTo.equals(to) && changedFrom.equals(from)) return this;
            return new Copy(changedTo, toOffset, changedFrom, fromOffset, size, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.copy(this);
        }
    }

    /** {@code lock *(width *)(address + offset) operation= value}, without the old value; 4 or 8 bytes, {@code ADD}, {@code OR}, {@code AND} or {@code XOR}. */
    record AtomicUpdate(AtomicOp operation, Width width, Value address, int offset, Value value, SourceLine location)
            implements Op {
        @Override
        public List<Value> operands() {
            return List.of(address, value);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedAddress = change.apply(address);
            var changedValue = change.apply(value);
            if (changedAddress.equals(address) && changedValue.equals(value)) return this;
            return new AtomicUpdate(operation, width, changedAddress, offset, changedValue, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.atomicUpdate(this);
        }
    }

    /** {@code result} = the old value of an atomic update or exchange: {@code FETCH_ADD}, {@code FETCH_OR}, {@code FETCH_AND}, {@code FETCH_XOR} or {@code XCHG}. */
    record AtomicFetch(
            Value result, AtomicOp operation, Width width, Value address, int offset, Value value, SourceLine location)
            implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new AtomicFetch(changed, operation, width, address, offset, value, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(address, value);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedAddress = change.apply(address);
            var changedValue = change.apply(value);
            if (changedAddress.equals(address) && changedValue.equals(value)) return this;
            return new AtomicFetch(result, operation, width, changedAddress, offset, changedValue, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.atomicFetch(this);
        }
    }

    /** {@code result} = the old value; stores {@code value} when the old one equals {@code expected}. */
    record CompareExchange(
            Value result, Width width, Value address, int offset, Value expected, Value value, SourceLine location)
            implements Producing {
        @Override
        public Producing withResult(Value changed) {
            return new CompareExchange(changed, width, address, offset, expected, value, location);
        }

        @Override
        public List<Value> operands() {
            return List.of(address, expected, value);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changedAddress = change.apply(address);
            var changedExpected = change.apply(expected);
            var changedValue = change.apply(value);
            if (changedAddress.equals(address) && changedExpected.equals(expected) && changedValue.equals(value))
                return this;
            return new CompareExchange(result, width, changedAddress, offset, changedExpected, changedValue, location);
        }

        @Override
        public Effect effect() {
            return Effect.WRITES;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compareExchange(this);
        }
    }

    /** An op that calls. */
    sealed interface Call extends Producing {
        /** Returns the name of what is called. */
        String callee();

        /** Returns the arguments, at most five. */
        List<Value> arguments();

        @Override
        default List<Value> operands() {
            return arguments();
        }

        @Override
        default Effect effect() {
            return Effect.WRITES;
        }
    }

    /** {@code result = helper(arguments)}, at most five of them. */
    record CallHelper(Value result, Helper helper, List<Value> arguments, SourceLine location) implements Call {
        public CallHelper {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Producing withResult(Value changed) {
            return new CallHelper(changed, helper, arguments, location);
        }

        @Override
        public String callee() {
            return helper.kernelName();
        }

        @Override
        public List<Helper> helpers() {
            return List.of(helper);
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = Target.map(arguments, change);
            if (changed.equals(arguments)) return this;
            return new CallHelper(result, helper, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callHelper(this);
        }
    }

    /** {@code result = function(arguments)} of the same unit; an unused {@code i64} result where the function has none. */
    record CallFunction(Value result, String function, List<Value> arguments, SourceLine location) implements Call {
        public CallFunction {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Producing withResult(Value changed) {
            return new CallFunction(changed, function, arguments, location);
        }

        @Override
        public String callee() {
            return function;
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = Target.map(arguments, change);
            if (changed.equals(arguments)) return this;
            return new CallFunction(result, function, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callFunction(this);
        }
    }

    /** {@code result = kfunc(arguments)} of the kernel; an unused {@code i64} result where it has none. */
    record CallKfunc(Value result, String kfunc, List<Value> arguments, SourceLine location) implements Call {
        public CallKfunc {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Producing withResult(Value changed) {
            return new CallKfunc(changed, kfunc, arguments, location);
        }

        @Override
        public String callee() {
            return kfunc;
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = Target.map(arguments, change);
            if (changed.equals(arguments)) return this;
            return new CallKfunc(result, kfunc, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callKfunc(this);
        }
    }

    /**
     * {@code result = r0} after instructions that start with the arguments in r1 to r5 and leave nothing in r0 to r5. They may do with memory
     * whatever a function may that gets the arguments; where they leave nothing in r0, the result is not used.
     */
    record Assembly(Value result, AssemblyBlock block, List<Value> arguments, SourceLine location) implements Call {
        public Assembly {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Producing withResult(Value changed) {
            return new Assembly(changed, block, arguments, location);
        }

        @Override
        public String callee() {
            return "assembly";
        }

        @Override
        public List<Helper> helpers() {
            return block.helpers();
        }

        @Override
        public Op map(UnaryOperator<Value> change) {
            var changed = Target.map(arguments, change);
            if (changed.equals(arguments)) return this;
            return new Assembly(result, block, changed, location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assembly(this);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        R constant(Constant op);

        R stackAddress(StackAddress op);

        R globalAddress(GlobalAddress op);

        R coreValue(CoreValue op);

        R mapAddress(MapAddress op);

        R functionAddress(FunctionAddress op);

        R binary(Binary op);

        R negate(Negate op);

        R extend(Extend op);

        R truncate(Truncate op);

        R swapBytes(SwapBytes op);

        R reinterpret(Reinterpret op);

        R castArena(CastArena op);

        R fieldAddress(FieldAddress op);

        R compare(Compare op);

        R load(Load op);

        R store(Store op);

        R zero(Zero op);

        R copy(Copy op);

        R atomicUpdate(AtomicUpdate op);

        R atomicFetch(AtomicFetch op);

        R compareExchange(CompareExchange op);

        R callHelper(CallHelper op);

        R callFunction(CallFunction op);

        R callKfunc(CallKfunc op);

        R assembly(Assembly op);
    }
}
