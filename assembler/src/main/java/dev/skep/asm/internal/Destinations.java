package dev.skep.asm.internal;

import dev.skep.asm.AssemblyProblem.Kind;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import java.util.Arrays;
import java.util.List;

/** Finds the instruction that each jump goes to. */
final class Destinations implements JumpTarget.Visitor<Integer> {
    /** Stands for the jump in a message. */
    static final String JUMP = "$jump";

    private final LabelTable labels;
    private final int[] starts;
    private final Problems problems;
    private int jump;

    /** Takes what is wrong with a jump. */
    interface Problems {
        void add(Kind kind, int jump, String message);
    }

    /** Takes where labels stand and where instructions start, the end of the code included. */
    Destinations(LabelTable labels, int[] starts, Problems problems) {
        this.labels = labels;
        this.starts = starts;
        this.problems = problems;
    }

    int[] of(Ints jumps, List<JumpTarget> targets) {
        int[] destinations = new int[targets.size()];
        for (int i = 0; i < destinations.length; i++) {
            jump = jumps.get(i);
            destinations[i] = targets.get(i).accept(this);
        }
        return destinations;
    }

    @Override
    public Integer label(Label label) {
        int index = labels.get(label);
        if (index == LabelTable.ABSENT) {
            return none(Kind.UNBOUND_LABEL, "label `" + label + "` is named by " + JUMP + " but never bound");
        }
        if (index == starts.length - 1) {
            return none(
                    Kind.JUMP_OUT_OF_CODE,
                    "label `" + label + "`, named by " + JUMP + ", stands after the last instruction");
        }
        return index;
    }

    @Override
    public Integer offset(JumpOffset offset) {
        int slots = starts[starts.length - 1];
        long slot = (long) starts[jump] + 1 + offset.slots();
        if (slot < 0 || slot >= slots) {
            return none(Kind.JUMP_OUT_OF_CODE, JUMP + " goes to slot " + slot + " of " + slots);
        }
        int index = Arrays.binarySearch(starts, (int) slot);
        if (index < 0) {
            return none(Kind.JUMP_INTO_INSTRUCTION, JUMP + " goes to slot " + slot + ", the second one of an lddw");
        }
        return index;
    }

    private int none(Kind kind, String message) {
        problems.add(kind, jump, message);
        return 0;
    }
}
