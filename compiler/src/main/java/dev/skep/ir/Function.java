package dev.skep.ir;

import dev.skep.asm.SourceLine;
import java.util.List;

/**
 * A function: its signature as BTF shows it and its blocks, the entry first. The entry block has no parameters and no predecessors.
 *
 * @param returnType {@link BpfType#VOID} where it returns nothing
 * @param slots the pieces of its frame that have addresses
 * @param location where it is declared
 */
public record Function(
        String name,
        FunctionKind kind,
        List<Parameter> parameters,
        BpfType returnType,
        List<StackSlot> slots,
        List<Block> blocks,
        SourceLine location) {
    public Function {
        parameters = List.copyOf(parameters);
        slots = List.copyOf(slots);
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) throw new IllegalArgumentException("function `" + name + "` has no blocks");
    }

    /** Returns the block that control enters first. */
    public Block entry() {
        return blocks.get(0);
    }

    /** Returns the same function with other blocks. */
    public Function withBlocks(List<Block> changed) {
        return new Function(name, kind, parameters, returnType, slots, changed, location);
    }

    /** Returns the same function with another frame. */
    public Function withSlots(List<StackSlot> changed) {
        return new Function(name, kind, parameters, returnType, changed, blocks, location);
    }

    /** Returns the same function reached in another way. */
    public Function withKind(FunctionKind changed) {
        return new Function(name, changed, parameters, returnType, slots, blocks, location);
    }
}
