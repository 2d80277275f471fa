package dev.skep.object;

import dev.skep.elf.ByteString;

/** What the fields of a global can hold. */
final class Data {
    private Data() {}

    /** The initial value in its one form: nothing if it is zero. */
    static ByteString check(String name, int size, ByteString initial, int alignment) {
        if (size <= 0) {
            throw new IllegalArgumentException("global " + name + " has " + size + " bytes");
        }
        if (!initial.isEmpty() && initial.size() != size) {
            throw new IllegalArgumentException(
                    "global " + name + " has " + size + " bytes and an initial value of " + initial.size());
        }
        if (alignment <= 0 || alignment > BpfGlobal.MAX_ALIGNMENT || Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("global " + name + " has alignment " + alignment
                    + ", allowed are powers of two up to " + BpfGlobal.MAX_ALIGNMENT);
        }
        return initial.isZero() ? ByteString.EMPTY : initial;
    }
}
