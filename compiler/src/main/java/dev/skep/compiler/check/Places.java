package dev.skep.compiler.check;

import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the pointers of a function lead: to a constant distance from what, and into which memory. */
final class Places {
    private static final Touches TOUCHES = new Touches();

    private final Function function;
    private final Map<Value, Op> made = new HashMap<>();

    /** Those that some comparison in the function has with the end of a packet, without what is constant in them. */
    private final Set<Value> compared = new HashSet<>();

    Places(Function function) {
        this.function = function;
        for (var block : function.blocks())
            for (var op : block.ops()) if (op instanceof Op.Producing producing) made.put(producing.result(), op);
        for (var block : function.blocks()) {
            for (var op : block.ops()) if (op instanceof Op.Compare asked) compare(asked.left(), asked.right());
            if (block.terminator() instanceof Terminator.Branch branch) compare(branch.left(), branch.right());
        }
    }

    private void compare(Value left, Value right) {
        if (isKind(right, MemoryKind.PACKET_END)) compared.add(start(left));
        if (isKind(left, MemoryKind.PACKET_END)) compared.add(start(right));
    }

    /** Returns the pointers whose memory an op reads or writes. */
    Stream<Value> touched(Op op) {
        return op instanceof Op.Binary || op instanceof Op.Reinterpret ? Stream.of() : op.accept(TOUCHES).stream();
    }

    /** Returns whether a pointer leads into a packet at a computed place that nothing compares with the packet's end. */
    boolean isLostInPacket(Value pointer) {
        var start = start(pointer);
        return isComputed(start) && !compared.contains(start) && isInPacket(start);
    }

    /** Returns whether a pointer leads into a packet, whatever it is called on the way. */
    boolean isInPacket(Value pointer) {
        var value = pointer;
        while (!isKind(value, MemoryKind.PACKET)) {
            var below = below(value);
            if (below.equals(value)) return false;
            value = below;
        }
        return true;
    }

    /** Returns the parameters whose memory is touched at computed places, here or by the functions that take them from here. */
    Set<Integer> parametersOf(Map<String, Set<Integer>> indexed) {
        Set<Integer> found = new TreeSet<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                touched(op).filter(pointer -> isComputed(start(pointer))).forEach(pointer -> add(pointer, found));
                if (op instanceof Op.CallFunction call)
                    indexed.getOrDefault(call.function(), Set.of())
                            .forEach(i -> add(call.arguments().get(i), found));
            }
        }
        return found;
    }

    private void add(Value pointer, Set<Integer> parameters) {
        var origin = pointer;
        for (var below = below(origin); !below.equals(origin); below = below(origin)) origin = below;
        for (var i = 0; i < function.parameters().size(); i++)
            if (function.parameters().get(i).value().equals(origin)) parameters.add(i);
    }

    /** Returns the pointer from which this one has a constant distance. */
    private Value start(Value pointer) {
        var value = pointer;
        while (!isComputed(value)) {
            var below = below(value);
            if (below.equals(value)) return value;
            value = below;
        }
        return value;
    }

    private boolean isComputed(Value value) {
        return made.get(value) instanceof Op.Binary sum
                && sum.left().type() instanceof ValueType.Pointer
                && !(made.get(sum.right()) instanceof Op.Constant);
    }

    /** Returns the pointer that this one is made from; itself where there is none. */
    private Value below(Value value) {
        var op = made.get(value);
        if (op instanceof Op.Binary sum && sum.left().type() instanceof ValueType.Pointer) return sum.left();
        return op instanceof Op.Reinterpret other && other.value().type() instanceof ValueType.Pointer
                ? other.value()
                : value;
    }

    private static boolean isKind(Value value, MemoryKind kind) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == kind;
    }
}
