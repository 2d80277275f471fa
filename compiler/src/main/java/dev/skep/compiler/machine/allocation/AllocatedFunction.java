package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.StackSlot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A function on r0 to r9 and words of the frame. The blocks are in the order they were allocated in, the entry first, each followed by those
 * made for its edges.
 *
 * @param slots the pieces of the frame it names
 * @param words for each word of the frame, the line of the value that needed it first
 */
public record AllocatedFunction(
        String name, List<AllocatedBlock> blocks, List<StackSlot> slots, List<SourceLine> words) {
    /** Copies the lists. */
    public AllocatedFunction {
        blocks = List.copyOf(blocks);
        slots = List.copyOf(slots);
        words = List.copyOf(words);
    }

    /** Returns the listing: one step per line. */
    @Override
    public String toString() {
        var out = new StringBuilder(name).append(" {\n");
        for (var block : blocks) {
            out.append(block.label()).append(":\n");
            for (var step : block.steps()) out.append("    ").append(step).append('\n');
            out.append("    ").append(block.terminator()).append("    ").append(text(block.registers()));
            if (!block.targets().isEmpty()) out.append(" -> ").append(block.targets());
            out.append('\n');
        }
        return out.append("}\n").toString();
    }

    static String text(Map<VirtualRegister, Register> registers) {
        return registers.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> e.getKey().number()))
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" ", "{", "}"));
    }
}
