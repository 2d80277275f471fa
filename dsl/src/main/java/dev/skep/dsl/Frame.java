package dev.skep.dsl;

import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.build.IrBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function that is being written: the one that a builder is for, or one that the kernel calls back from within it. */
final class Frame {
    private final String name;
    private final IrBuilder ir;
    private final @Nullable Captures captures;
    private final Reservations reservations = new Reservations();
    private final Map<String, StackSlot> scratch = new HashMap<>();
    private final Map<Value, Integer> alignments = new HashMap<>();
    private final Set<Value> remainders = new HashSet<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();

    Frame(String name, IrBuilder ir, @Nullable Captures captures) {
        this.name = name;
        this.ir = ir;
        this.captures = captures;
    }

    String name() {
        return name;
    }

    IrBuilder ir() {
        return ir;
    }

    Reservations reservations() {
        return reservations;
    }

    boolean isCallback() {
        return captures != null;
    }

    /** Returns whether a record is held here, or around the call that calls this back. */
    boolean holds(Reservation reservation) {
        return reservations.holds(reservation)
                || (captures != null && captures.outer().holds(reservation));
    }

    /** Returns a value of {@code home}, this function or one around it, as this one has it. */
    Value local(Frame home, Value value) {
        if (home == this) return value;
        if (captures == null) throw new IllegalStateException(value + " is no value of `" + name + "`");
        return captures.get(home, value);
    }

    // Memory

    /** Returns the address of new memory. */
    Value slot(String slot, int size, int alignment) {
        var address = ir.stackAddress(ir.newSlot(slot, size, alignment));
        alignments.put(address, alignment);
        return address;
    }

    /** Returns whether an address is that of memory of its own. */
    boolean isSlot(Value address) {
        return alignments.containsKey(address);
    }

    /** Returns at multiples of how many bytes the memory at {@code address} lies, as far as that is known. */
    int alignment(Value address) {
        return alignments.getOrDefault(address, 1);
    }

    /** Returns the address of so many bytes for one {@code role} of arguments, shared by all calls: helpers do not keep it. */
    Value scratch(String role, int size) {
        var alignment = Math.min(Long.BYTES, Integer.highestOneBit(size));
        var slot = scratch.computeIfAbsent(role + size * Byte.SIZE, n -> ir.newSlot(n, size, alignment));
        return ir.stackAddress(slot);
    }

    /** Remembers that a value is what a division left, of which the verifier knows no bounds. */
    Value remainder(Value value) {
        remainders.add(value);
        return value;
    }

    boolean isRemainder(Value value) {
        return remainders.contains(value);
    }

    // What is to be done however a block is left

    int pending() {
        return pending.size();
    }

    void push(Runnable cleanup) {
        pending.push(cleanup);
    }

    void pop() {
        pending.pop();
    }

    /** Emits what must be done when all but the first {@code kept} of the blocks are left, from inside to outside. */
    void cleanUp(int kept) {
        var left = pending.size() - kept;
        for (var cleanup : pending) if (left-- > 0) cleanup.run();
    }
}
