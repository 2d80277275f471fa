package dev.skep.lang;

/** A cell that holds a signed 64-bit integer: in a map value, or on the stack. */
public final class S64 {
    /** What it holds; reading and writing it is not atomic. */
    public long value;

    private S64() {}

    /** Returns a new cell on the stack. */
    public static S64 of(long value) {
        var cell = new S64();
        cell.value = value;
        return cell;
    }

    /** Adds atomically and returns what it held before. Kernel 3.18; 5.12 when the result is used. */
    public long add(long addend) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public long and(long mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public long or(long mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public long xor(long mask) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically and returns what it held before. Kernel 5.12. */
    public long exchange(long replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically if it holds {@code expected}, and returns what it held before. Kernel 5.12. */
    public long compareExchange(long expected, long replacement) {
        throw KernelOnly.here();
    }
}
