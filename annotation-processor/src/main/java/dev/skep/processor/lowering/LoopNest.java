package dev.skep.processor.lowering;

import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loops around what is being lowered. A piece of the frame is one object in Java only until its loop comes round again: then {@code new}
 * makes another one there. So a variable that outlives the round must not lead to it.
 */
final class LoopNest {
    private final Map<Value, List<Integer>> made = new HashMap<>();
    private final Set<Value> copies = new HashSet<>();
    private List<Integer> around = List.of();
    private int loops;

    /** Lowers what a loop runs each time it comes round. */
    void round(Runnable lowering) {
        var outside = around;
        var inside = new ArrayList<>(around);
        inside.add(loops++);
        around = List.copyOf(inside);
        try {
            lowering.run();
        } finally {
            around = outside;
        }
    }

    /** Returns the loops around what is lowered now, from outside to inside. */
    List<Integer> around() {
        return around;
    }

    /** Says within which loops the object that a pointer leads to was made, at the innermost. */
    void made(Value pointer, List<Integer> within) {
        made.putIfAbsent(pointer, within);
    }

    /** Says that what a pointer leads to may be a copy in a piece of the frame that was made within those loops. */
    void copied(Value pointer, List<Integer> within) {
        made(pointer, within);
        copies.add(pointer);
    }

    /** Returns whether what a pointer leads to may be a copy in the frame, whatever kind of memory it is. */
    boolean isCopied(Value pointer) {
        return copies.contains(pointer);
    }

    /** Returns the loops within which the object that a pointer leads to was made. */
    List<Integer> of(Value pointer) {
        return made.getOrDefault(pointer, around);
    }

    /** Returns whether the object at a pointer stays itself as long as a variable that was declared within those loops. */
    boolean outlasts(Value pointer, List<Integer> variable) {
        var within = made.getOrDefault(pointer, around);
        return within.size() <= variable.size()
                && variable.subList(0, within.size()).equals(within);
    }
}
