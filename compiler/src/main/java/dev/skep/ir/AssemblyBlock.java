package dev.skep.ir;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Code;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpInstruction.Goto;
import dev.skep.asm.JumpInstruction.IfImmediate;
import dev.skep.asm.JumpInstruction.IfRegister;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Instructions that somebody wrote, in the middle of a function: they start at the first one and fall out of the last. What jumps says how
 * many slots away, so that two blocks of the same instructions are equal.
 *
 * @param steps the instructions, in order
 */
public record AssemblyBlock(List<Step> steps) {
    /** Copies the list. */
    public AssemblyBlock {
        steps = List.copyOf(steps);
    }

    /**
     * An instruction and the line where it is written.
     *
     * @param instruction what jumps does so by {@link JumpOffset}
     */
    public record Step(Instruction instruction, SourceLine location) {}

    /**
     * Returns code as a block, whose instructions are all from one line unless it says otherwise.
     *
     * @throws IllegalArgumentException when it jumps to a label that is not bound in it, or has marks for relocation
     */
    public static AssemblyBlock of(Code code, SourceLine location) {
        Map<JumpTarget, Integer> places = new HashMap<>();
        var slots = 0;
        for (var element : code.elements()) {
            if (element instanceof CoreMark) throw new IllegalArgumentException("a CO-RE mark in inline assembly");
            if (element instanceof LabelTarget label) places.put(label.label(), slots);
            if (element instanceof Instruction instruction) slots += instruction.slots();
        }
        List<Step> steps = new ArrayList<>();
        var at = location;
        slots = 0;
        for (var element : code.elements()) {
            if (element instanceof SourceLine line) at = line;
            if (!(element instanceof Instruction instruction)) continue;
            slots += instruction.slots();
            steps.add(new Step(withoutLabel(instruction, places, slots), at));
        }
        return new AssemblyBlock(steps);
    }

    private static Instruction withoutLabel(Instruction instruction, Map<JumpTarget, Integer> places, int next) {
        var target = instruction.target().filter(Label.class::isInstance);
        if (target.isEmpty()) return instruction;
        var place = places.get(target.get());
        if (place == null)
            throw new IllegalArgumentException("label " + target.get() + " is not bound in the assembly");
        return retargeted(instruction, new JumpOffset(place - next));
    }

    private static Instruction retargeted(Instruction instruction, JumpTarget to) {
        if (instruction instanceof Goto jump) return new Goto(jump.opcode(), to);
        if (instruction instanceof IfRegister jump) return new IfRegister(jump.opcode(), jump.dst(), jump.src(), to);
        if (instruction instanceof IfImmediate jump) return new IfImmediate(jump.opcode(), jump.dst(), jump.imm(), to);
        if (instruction instanceof CallInstruction.Local) return new CallInstruction.Local(to);
        throw new IllegalStateException(instruction + " is no jump");
    }

    /** Returns the slot that each instruction starts in, and behind them the number of slots. */
    public int[] starts() {
        var starts = new int[steps.size() + 1];
        for (var i = 0; i < steps.size(); i++)
            starts[i + 1] = starts[i] + steps.get(i).instruction().slots();
        return starts;
    }

    /** Returns the helpers that it calls, in order; numbers that stand for none are left out. */
    public List<Helper> helpers() {
        return instructions()
                .filter(CallInstruction.Helper.class::isInstance)
                .flatMap(call -> Helper.of(((CallInstruction.Helper) call).id()).stream())
                .toList();
    }

    /** Returns what it refers to by name: maps and globals of the unit. */
    public List<SymbolReference> symbols() {
        return instructions().flatMap(each -> each.symbol().stream()).toList();
    }

    /** Returns its instructions. */
    public Stream<Instruction> instructions() {
        return steps.stream().map(Step::instruction);
    }
}
