package dev.skep.ir;

import dev.skep.asm.SourceLine;

/**
 * A piece of the frame that has an address.
 *
 * @param id unique in its function
 * @param name what the user calls it, for listings and the stack budget
 * @param size bytes
 * @param alignment bytes, a power of two up to 8
 * @param location where it is declared
 */
public record StackSlot(int id, String name, int size, int alignment, SourceLine location) {
    public StackSlot {
        if (size <= 0)
            throw new IllegalArgumentException("stack slot `" + name + "` has size " + size + ", need at least 1");
        if (Integer.bitCount(alignment) != 1 || alignment > 8)
            throw new IllegalArgumentException(
                    "stack slot `" + name + "` has alignment " + alignment + ", need 1, 2, 4 or 8");
    }
}
