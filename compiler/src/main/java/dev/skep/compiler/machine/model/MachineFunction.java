package dev.skep.compiler.machine.model;

import dev.skep.ir.StackSlot;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function over virtual registers. All its blocks are reachable; nothing leads back to the entry.
 *
 * @param parameters what arrives in r1, r2, …
 * @param blocks the entry first
 * @param slots the pieces of the frame it names
 * @param registers how many virtual registers there are
 */
public record MachineFunction(
        String name,
        List<VirtualRegister> parameters,
        List<MachineBlock> blocks,
        List<StackSlot> slots,
        int registers) {
    /** Copies the lists. */
    public MachineFunction {
        parameters = List.copyOf(parameters);
        blocks = List.copyOf(blocks);
        slots = List.copyOf(slots);
    }

    /** Returns the listing: one instruction per line. */
    @Override
    public String toString() {
        var out = new StringBuilder(name).append(list(parameters)).append(" {\n");
        for (var block : blocks) {
            out.append(block.label());
            if (!block.parameters().isEmpty()) out.append(list(block.parameters()));
            out.append(":\n");
            for (var instruction : block.instructions())
                out.append("    ").append(instruction).append('\n');
            out.append("    ").append(block.terminator()).append('\n');
        }
        return out.append("}\n").toString();
    }

    private static String list(List<VirtualRegister> registers) {
        return registers.stream().map(VirtualRegister::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
