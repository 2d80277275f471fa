package dev.skep.asm.internal;

import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import java.util.List;

/**
 * Code with its labels resolved to instructions: what the layouts and the encoder work on. Slots are counted before any
 * long jump is inserted.
 *
 * @param instructions the instructions, in order
 * @param words their slots, jumps without distances
 * @param starts first slot of each instruction, and after the last one the number of slots
 * @param jumps indices of the instructions that name a place in this code, ascending
 * @param destinations for each of them, the index of the instruction it names
 * @param symbols which instructions wait for a symbol
 * @param lines where source lines start
 * @param marks which instructions are relocated by the loader
 */
record Flow(
        Instruction[] instructions,
        long[] words,
        int[] starts,
        int[] jumps,
        int[] destinations,
        List<At<SymbolReference>> symbols,
        List<At<SourceLine>> lines,
        List<At<CoreMark>> marks) {

    /**
     * Something said about an instruction.
     *
     * @param index which instruction
     * @param value what is said
     */
    record At<T>(int index, T value) {}

    int count() {
        return instructions.length;
    }

    int slots() {
        return words.length;
    }

    Instruction jump(int jump) {
        return instructions[jumps[jump]];
    }

    /** Returns how far the jump goes, in slots, before anything is inserted. */
    int distance(int jump) {
        return starts[destinations[jump]] - (starts[jumps[jump]] + 1);
    }

    /** Returns how many slots lie between the jump and its destination, the first of the two among them. */
    int span(int jump) {
        return Math.abs(starts[destinations[jump]] - starts[jumps[jump]]);
    }

    /** Tells whether the jump's distance is in the 16-bit field. */
    boolean isShortForm(int jump) {
        return jump(jump).opcode().shape().hasOff();
    }
}
