package dev.skep.compiler.rules;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.Opcode;
import dev.skep.asm.SourceLine;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instructions of a program, where each may go on, and which registers are still wanted before each. */
final class Program implements CodeElement.Visitor {
    private static final int ARGUMENTS = 5;

    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final Map<Label, Integer> labels = new HashMap<>();
    private int nextSlot;

    Program(Code code) {
        code.elements().forEach(element -> element.accept(this));
    }

    int size() {
        return instructions.size();
    }

    Instruction at(int index) {
        return instructions.get(index);
    }

    @Override
    public void instruction(Instruction instruction) {
        instructions.add(instruction);
        slots.add(nextSlot);
        nextSlot += instruction.slots();
    }

    @Override
    public void labelTarget(LabelTarget target) {
        labels.put(target.label(), instructions.size());
    }

    @Override
    public void sourceLine(SourceLine line) {
        // says nothing about what happens
    }

    @Override
    public void coreMark(CoreMark mark) {
        // says nothing about what happens
    }

    /** Returns where a jump goes; calls go on behind themselves. */
    int target(int index) {
        return at(index).target().orElseThrow().accept(new JumpTarget.Visitor<Integer>() {
            @Override
            public Integer label(Label label) {
                return labels.get(label);
            }

            @Override
            public Integer offset(JumpOffset offset) {
                return slots.indexOf(slots.get(index) + at(index).slots() + offset.slots());
            }
        });
    }

    boolean isCall(int index) {
        var slot = Slot.of(at(index));
        return slot.kind() == Slot.JMP && slot.operation() == 0x80;
    }

    private boolean jumps(int index) {
        return at(index).target().isPresent() && !isCall(index);
    }

    List<Integer> successors(int index) {
        List<Integer> next = new ArrayList<>();
        if (at(index).fallsThrough()) next.add(index + 1);
        if (jumps(index)) next.add(target(index));
        return next;
    }

    /** Returns for each instruction whether a jump leads there. */
    boolean[] targets() {
        var targets = new boolean[size()];
        for (var i = 0; i < size(); i++) if (jumps(i)) targets[target(i)] = true;
        return targets;
    }

    boolean[] reached() {
        var reached = new boolean[size()];
        List<Integer> work = new ArrayList<>(List.of(0));
        while (!work.isEmpty()) {
            int index = work.remove(work.size() - 1);
            if (index >= size() || reached[index]) continue;
            reached[index] = true;
            work.addAll(successors(index));
        }
        return reached;
    }

    /** Returns for each instruction the registers, as bits, that are read before they are written. */
    int[] live() {
        var live = new int[size()];
        for (var changed = true; changed; ) {
            changed = false;
            for (var i = size() - 1; i >= 0; i--) {
                var after = 0;
                for (var next : successors(i)) if (next < size()) after |= live[next];
                var before = after & ~at(i).writes().mask() | reads(i);
                changed |= before != live[i];
                live[i] = before;
            }
        }
        return live;
    }

    private int reads(int index) {
        if (at(index).opcode() != Opcode.CALL) return at(index).reads().mask();
        var arguments = helper(index).parameters().size();
        return (1 << Math.min(arguments, ARGUMENTS) + 1) - 2;
    }

    /** Whether an instruction gives a register another value. */
    boolean writes(int index, int register) {
        return (at(index).writes().mask() >> register & 1) != 0;
    }

    /** Returns the helper that a call calls. */
    Helper helper(int index) {
        var id = Slot.of(at(index)).immediate();
        for (var helper : Helper.values()) if (helper.id() == id) return helper;
        throw new IllegalArgumentException("there is no helper " + id);
    }
}
