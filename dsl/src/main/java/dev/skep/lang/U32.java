package dev.skep.lang;

/** A cell that holds an unsigned 32-bit integer: in a map value, or on the stack. */
public final class U32 {
    /** What it holds; reading and writing it is not atomic. */
    public @Unsigned int value;

    private U32() {}

    /** Returns a new cell on the stack. */
    public static U32 of(@Unsigned int value) {
        var cell = new U32();
        cell.value = value;
        return cell;
    }

    /** Adds atomically and returns what it held before. Kernel 3.18; 5.12 when the result is used. */
    public @Unsigned int add(@Unsigned int addend) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned int and(@Unsigned int mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned int or(@Unsigned int mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned int xor(@Unsigned int mask) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned int exchange(@Unsigned int replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically if it holds {@code expected}, and returns what it held before. Kernel 5.12. */
    public @Unsigned int compareExchange(@Unsigned int expected, @Unsigned int replacement) {
        throw KernelOnly.here();
    }
}
