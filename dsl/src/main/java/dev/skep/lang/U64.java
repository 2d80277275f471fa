package dev.skep.lang;

/** A cell that holds an unsigned 64-bit integer: in a map value, or on the stack. */
public final class U64 {
    /** What it holds; reading and writing it is not atomic. */
    public @Unsigned long value;

    private U64() {}

    /** Returns a new cell on the stack. */
    public static U64 of(@Unsigned long value) {
        var cell = new U64();
        cell.value = value;
        return cell;
    }

    /** Adds atomically and returns what it held before. Kernel 3.18; 5.12 when the result is used. */
    public @Unsigned long add(@Unsigned long addend) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned long and(@Unsigned long mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned long or(@Unsigned long mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned long xor(@Unsigned long mask) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically and returns what it held before. Kernel 5.12. */
    public @Unsigned long exchange(@Unsigned long replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically if it holds {@code expected}, and returns what it held before. Kernel 5.12. */
    public @Unsigned long compareExchange(@Unsigned long expected, @Unsigned long replacement) {
        throw KernelOnly.here();
    }
}
