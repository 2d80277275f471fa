package dev.skep.ir;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs IR on the JVM, little endian, one op at a time, with the meaning that the package description gives it. Written apart from the
 * compiler's own arithmetic, so that neither hides the other's mistakes. What the verifier would refuse it refuses, too: accesses outside of
 * their memory, arithmetic on null.
 */
public final class Interpreter {
    private static final int MOST_STEPS = 1_000_000;

    /** {@code -ENOENT}. */
    private static final long NO_ENTRY = -2;

    private final Unit unit;
    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, byte[]> globals = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> maps = new LinkedHashMap<>();
    private final Map<String, ControlFlow> flows = new HashMap<>();
    private byte[] packet = new byte[0];
    private int steps;

    /** A 64-bit value that is an address: {@code memory} is a byte array, a map definition, a function name or the context. */
    private record Pointer(Object memory, long offset) {}

    /** What a program's context is: two addresses, read as numbers of 32 bits. */
    private enum Context {
        XDP
    }

    public Interpreter(Unit unit) {
        this.unit = unit;
        unit.functions().forEach(function -> functions.put(function.name(), function));
        unit.globals()
                .forEach(global ->
                        globals.put(global.name(), new byte[global.type().size()]));
        unit.maps().forEach(map -> maps.put(map.name(), new TreeMap<>()));
    }

    /** Runs an XDP program on a packet, which it may change, and returns the verdict. */
    public int run(String program, byte[] bytes) {
        packet = bytes;
        steps = 0;
        return (int) number(call(program, List.of(new Pointer(Context.XDP, 0))));
    }

    /** Runs a function on numbers and returns its result. */
    public long evaluate(String function, long... arguments) {
        steps = 0;
        return number(
                call(function, Arrays.stream(arguments).<Object>mapToObj(a -> a).toList()));
    }

    /** Returns the bytes of a global variable. */
    public byte[] global(String name) {
        return known(globals, name);
    }

    private static <K, V> V known(Map<K, V> all, K key) {
        var found = all.get(key);
        if (found == null) throw new IllegalStateException("no " + key + " among " + all.keySet());
        return found;
    }

    private static long number(Object value) {
        if (value instanceof Long number) return number;
        throw new IllegalStateException("a pointer where a number is needed: " + value);
    }

    private Object call(String name, List<Object> arguments) {
        return new Frame(known(functions, name), arguments).run();
    }

    /** One call. */
    private final class Frame implements Op.Visitor<Object>, Terminator.Visitor<Object> {
        private final Function function;
        private final ControlFlow flow;
        private final Map<Value, Object> values = new HashMap<>();
        private final Map<Integer, byte[]> slots = new HashMap<>();
        private Block block;

        Frame(Function function, List<Object> arguments) {
            this.function = function;
            this.flow = flows.computeIfAbsent(function.name(), name -> ControlFlow.of(function));
            this.block = function.entry();
            for (var i = 0; i < arguments.size(); i++)
                set(function.parameters().get(i).value(), arguments.get(i));
            for (var slot : function.slots()) slots.put(slot.id(), new byte[slot.size()]);
        }

        Object run() {
            while (true) {
                for (var op : block.ops()) {
                    step();
                    var result = op.accept(this);
                    if (op instanceof Op.Producing producing) set(producing.result(), result);
                }
                step();
                var next = block.terminator().accept(this);
                if (!(next instanceof Target target)) return next;
                List<Object> arguments =
                        target.arguments().stream().map(this::get).toList();
                block = flow.block(target.label());
                for (var i = 0; i < arguments.size(); i++)
                    set(block.parameters().get(i), arguments.get(i));
            }
        }

        private void step() {
            if (++steps > MOST_STEPS)
                throw new IllegalStateException("more than " + MOST_STEPS + " steps in " + function.name());
        }

        /** Keeps a number as its type has it: 32 bits are sign-extended, as constants are. */
        private void set(Value value, Object content) {
            values.put(
                    value,
                    content instanceof Long number && value.type() == ValueType.I32
                            ? (long) number.intValue()
                            : content);
        }

        private Object get(Value value) {
            return known(values, value);
        }

        private long num(Value value) {
            return number(get(value));
        }

        @Override
        public Object constant(Op.Constant op) {
            return op.value();
        }

        @Override
        public Object stackAddress(Op.StackAddress op) {
            return new Pointer(known(slots, op.slot().id()), 0);
        }

        @Override
        public Object globalAddress(Op.GlobalAddress op) {
            return new Pointer(global(op.global()), op.offset());
        }

        @Override
        public Object coreValue(Op.CoreValue op) {
            return op.local();
        }

        @Override
        public Object mapAddress(Op.MapAddress op) {
            return new Pointer(
                    unit.maps().stream()
                            .filter(m -> m.name().equals(op.map()))
                            .findFirst()
                            .orElseThrow(),
                    0);
        }

        @Override
        public Object functionAddress(Op.FunctionAddress op) {
            return new Pointer(op.function(), 0);
        }

        @Override
        public Object binary(Op.Binary op) {
            var left = get(op.left());
            var right = get(op.right());
            if (left instanceof Pointer pointer) {
                if (right instanceof Pointer other) return pointer.offset() - other.offset();
                var distance = number(right);
                return new Pointer(
                        pointer.memory(), pointer.offset() + (op.operation() == BinaryOp.ADD ? distance : -distance));
            }
            if (op.left().type() instanceof ValueType.Pointer) throw new IllegalStateException("arithmetic on null");
            var a = number(left);
            var b = number(right);
            return op.result().type() == ValueType.I32
                    ? (long) narrow(op.operation(), (int) a, (int) b)
                    : wide(op.operation(), a, b);
        }

        private static int narrow(BinaryOp operation, int a, int b) {
            return switch (operation) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case UDIV -> b == 0 ? 0 : (int) ((a & 0xFFFFFFFFL) / (b & 0xFFFFFFFFL));
                case SDIV -> b == 0 ? 0 : a / b;
                case UREM -> b == 0 ? a : (int) ((a & 0xFFFFFFFFL) % (b & 0xFFFFFFFFL));
                case SREM -> b == 0 ? a : a % b;
                case AND -> a & b;
                case OR -> a | b;
                case XOR -> a ^ b;
                case SHL -> a << (b & 31);
                case LSHR -> a >>> (b & 31);
                case ASHR -> a >> (b & 31);
            };
        }

        private static long wide(BinaryOp operation, long a, long b) {
            return switch (operation) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case UDIV -> b == 0 ? 0 : Long.divideUnsigned(a, b);
                case SDIV -> b == 0 ? 0 : a / b;
                case UREM -> b == 0 ? a : Long.remainderUnsigned(a, b);
                case SREM -> b == 0 ? a : a % b;
                case AND -> a & b;
                case OR -> a | b;
                case XOR -> a ^ b;
                case SHL -> a << (b & 63);
                case LSHR -> a >>> (b & 63);
                case ASHR -> a >> (b & 63);
            };
        }

        @Override
        public Object negate(Op.Negate op) {
            return -num(op.value());
        }

        @Override
        public Object extend(Op.Extend op) {
            var value = num(op.value());
            return switch (op.from()) {
                case 8 -> op.extension() == Extension.SIGN ? (long) (byte) value : value & 0xFF;
                case 16 -> op.extension() == Extension.SIGN ? (long) (short) value : value & 0xFFFF;
                default -> op.extension() == Extension.SIGN ? (long) (int) value : value & 0xFFFFFFFFL;
            };
        }

        @Override
        public Object truncate(Op.Truncate op) {
            return num(op.value());
        }

        @Override
        public Object swapBytes(Op.SwapBytes op) {
            var value = num(op.value());
            var swap = op.order() != ByteSwap.LITTLE_ENDIAN;
            return switch (op.width()) {
                case B -> throw new IllegalStateException("swap of one byte");
                case H -> (swap ? Short.reverseBytes((short) value) : (short) value) & 0xFFFFL;
                case W -> (swap ? Integer.reverseBytes((int) value) : (int) value) & 0xFFFFFFFFL;
                case DW -> swap ? Long.reverseBytes(value) : value;
            };
        }

        @Override
        public Object reinterpret(Op.Reinterpret op) {
            return get(op.value());
        }

        @Override
        public Object castArena(Op.CastArena op) {
            return get(op.value());
        }

        @Override
        public Object fieldAddress(Op.FieldAddress op) {
            throw new UnsupportedOperationException("there are no structs of the kernel here: " + op);
        }

        @Override
        public Object compare(Op.Compare op) {
            return holds(op.condition(), op.left(), op.right()) ? 1L : 0L;
        }

        private boolean holds(Condition condition, Value left, Value right) {
            var a = get(left);
            var b = get(right);
            if (a instanceof Pointer || b instanceof Pointer) return holdsForPointers(condition, a, b);
            var x = number(a);
            var y = number(b);
            var wide = left.type() != ValueType.I32;
            var unsigned = wide ? Long.compareUnsigned(x, y) : Integer.compareUnsigned((int) x, (int) y);
            return switch (condition) {
                case EQ -> x == y;
                case NE -> x != y;
                case GT -> unsigned > 0;
                case GE -> unsigned >= 0;
                case LT -> unsigned < 0;
                case LE -> unsigned <= 0;
                case SGT -> x > y;
                case SGE -> x >= y;
                case SLT -> x < y;
                case SLE -> x <= y;
                case SET -> (x & y) != 0;
            };
        }

        private static boolean holdsForPointers(Condition condition, Object a, Object b) {
            if (a instanceof Pointer one && b instanceof Pointer other) {
                if (one.memory() != other.memory())
                    throw new IllegalStateException("pointers to different memory compared");
                return switch (condition) {
                    case EQ -> one.offset() == other.offset();
                    case NE -> one.offset() != other.offset();
                    case GT -> one.offset() > other.offset();
                    case GE -> one.offset() >= other.offset();
                    case LT -> one.offset() < other.offset();
                    case LE -> one.offset() <= other.offset();
                    default -> throw new IllegalStateException("pointers compared by " + condition);
                };
            }
            if (number(a instanceof Pointer ? b : a) != 0)
                throw new IllegalStateException("a pointer compared with a number");
            return switch (condition) {
                case EQ -> false;
                case NE -> true;
                default -> throw new IllegalStateException("null compared by " + condition);
            };
        }

        private ByteBuffer at(Value address, int offset, int size) {
            if (!(get(address) instanceof Pointer pointer) || !(pointer.memory() instanceof byte[] bytes))
                throw new IllegalStateException("access through " + get(address));
            var at = pointer.offset() + offset;
            if (at < 0 || at + size > bytes.length)
                throw new IllegalStateException("access to " + size + " bytes at " + at + " of " + bytes.length);
            return ByteBuffer.wrap(bytes, (int) at, size).slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        private static long read(ByteBuffer from, Width width) {
            return switch (width) {
                case B -> from.get(0);
                case H -> from.getShort(0);
                case W -> from.getInt(0);
                case DW -> from.getLong(0);
            };
        }

        private static void write(ByteBuffer to, Width width, long value) {
            switch (width) {
                case B -> to.put(0, (byte) value);
                case H -> to.putShort(0, (short) value);
                case W -> to.putInt(0, (int) value);
                case DW -> to.putLong(0, value);
            }
        }

        @Override
        public Object load(Op.Load op) {
            if (get(op.address()) instanceof Pointer pointer && pointer.memory() == Context.XDP)
                return switch (op.offset()) {
                    case 0 -> new Pointer(packet, 0);
                    case 4 -> new Pointer(packet, packet.length);
                    default -> throw new IllegalStateException("context field at " + op.offset());
                };
            var value = read(at(op.address(), op.offset(), op.width().bytes()), op.width());
            var upper = op.width() == Width.DW ? -1L : (1L << op.width().bits()) - 1;
            return op.extension() == Extension.SIGN ? value : value & upper;
        }

        @Override
        public Object store(Op.Store op) {
            write(at(op.address(), op.offset(), op.width().bytes()), op.width(), num(op.value()));
            return 0L;
        }

        @Override
        public Object zero(Op.Zero op) {
            at(op.address(), op.offset(), op.size()).put(new byte[op.size()]);
            return 0L;
        }

        @Override
        public Object copy(Op.Copy op) {
            if (get(op.from()) instanceof Pointer from
                    && get(op.to()) instanceof Pointer to
                    && from.memory() == to.memory()
                    && Math.abs(from.offset() + op.fromOffset() - to.offset() - op.toOffset()) < op.size())
                throw new IllegalStateException("a copy of " + op.size() + " bytes over itself");
            var bytes = new byte[op.size()];
            at(op.from(), op.fromOffset(), op.size()).get(bytes);
            at(op.to(), op.toOffset(), op.size()).put(bytes);
            return 0L;
        }

        private Object update(AtomicOp operation, Width width, Value address, int offset, Value operand) {
            var memory = at(address, offset, width.bytes());
            var old = read(memory, width);
            var value = num(operand);
            write(
                    memory,
                    width,
                    switch (operation) {
                        case ADD, FETCH_ADD -> old + value;
                        case OR, FETCH_OR -> old | value;
                        case AND, FETCH_AND -> old & value;
                        case XOR, FETCH_XOR -> old ^ value;
                        case XCHG -> value;
                        case CMPXCHG -> throw new IllegalStateException("cmpxchg is an op of its own");
                    });
            return old;
        }

        @Override
        public Object atomicUpdate(Op.AtomicUpdate op) {
            return update(op.operation(), op.width(), op.address(), op.offset(), op.value());
        }

        @Override
        public Object atomicFetch(Op.AtomicFetch op) {
            return update(op.operation(), op.width(), op.address(), op.offset(), op.value());
        }

        @Override
        public Object compareExchange(Op.CompareExchange op) {
            var memory = at(op.address(), op.offset(), op.width().bytes());
            var old = read(memory, op.width());
            if (old == num(op.expected())) write(memory, op.width(), num(op.value()));
            return old;
        }

        @Override
        public Object callHelper(Op.CallHelper op) {
            var map = get(op.arguments().get(0));
            if (!(map instanceof Pointer pointer) || !(pointer.memory() instanceof MapDefinition definition))
                throw new IllegalStateException("helper " + op.callee() + " is not known here");
            var entries = known(maps, definition.name());
            var key = bytes(op.arguments().get(1), definition.key());
            if (definition.type() == MapType.ARRAY) {
                var index = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
                var inside = Integer.compareUnsigned(index, definition.maxEntries()) < 0;
                if (!inside) return op.helper() == Helper.MAP_LOOKUP_ELEM ? 0L : -7L;
                entries.computeIfAbsent(Arrays.toString(key), k -> new byte[size(definition.value())]);
            }
            return entry(op, entries, Arrays.toString(key), definition);
        }

        private Object entry(Op.CallHelper op, Map<String, byte[]> entries, String key, MapDefinition definition) {
            if (op.helper() == Helper.MAP_LOOKUP_ELEM) {
                var value = entries.get(key);
                return value == null ? (Object) 0L : new Pointer(value, 0);
            }
            if (op.helper() == Helper.MAP_DELETE_ELEM) return entries.remove(key) == null ? NO_ENTRY : 0L;
            if (op.helper() != Helper.MAP_UPDATE_ELEM)
                throw new IllegalStateException("helper " + op.callee() + " is not known here");
            var value = bytes(op.arguments().get(2), definition.value());
            System.arraycopy(value, 0, entries.computeIfAbsent(key, k -> new byte[value.length]), 0, value.length);
            return 0L;
        }

        private byte[] bytes(Value address, @Nullable BpfType type) {
            var bytes = new byte[size(type)];
            at(address, 0, bytes.length).get(bytes);
            return bytes;
        }

        private static int size(@Nullable BpfType type) {
            return type == null ? 0 : type.size();
        }

        @Override
        public Object callFunction(Op.CallFunction op) {
            List<Object> arguments = new ArrayList<>();
            for (var argument : op.arguments()) arguments.add(get(argument));
            return call(op.function(), arguments);
        }

        @Override
        public Object callKfunc(Op.CallKfunc op) {
            throw new IllegalStateException("kfunc " + op.callee() + " is not known here");
        }

        @Override
        public Object assembly(Op.Assembly op) {
            throw new IllegalStateException("assembly is not run here");
        }

        @Override
        public Object jump(Terminator.Jump end) {
            return end.target();
        }

        @Override
        public Object branch(Terminator.Branch end) {
            return holds(end.condition(), end.left(), end.right()) ? end.then() : end.otherwise();
        }

        @Override
        public Object switch_(Terminator.Switch end) {
            var selector = num(end.selector());
            return end.cases().stream()
                    .filter(c -> c.value() == selector)
                    .findFirst()
                    .map(Terminator.Switch.Case::target)
                    .orElse(end.otherwise());
        }

        @Override
        public Object return_(Terminator.Return end) {
            return get(end.value());
        }

        @Override
        public Object returnVoid(Terminator.ReturnVoid end) {
            return 0L;
        }
    }
}
