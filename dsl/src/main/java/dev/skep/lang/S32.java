package dev.skep.lang;

/** A cell that holds a signed 32-bit integer: in a map value, or on the stack. */
public final class S32 {
    /** What it holds; reading and writing it is not atomic. */
    public int value;

    private S32() {}

    /** Returns a new cell on the stack. */
    public static S32 of(int value) {
        var cell = new S32();
        cell.value = value;
        return cell;
    }

    /** Adds atomically and returns what it held before. Kernel 3.18; 5.12 when the result is used. */
    public int add(int addend) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public int and(int mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public int or(int mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} atomically and returns what it held before. Kernel 5.12. */
    public int xor(int mask) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically and returns what it held before. Kernel 5.12. */
    public int exchange(int replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value in atomically if it holds {@code expected}, and returns what it held before. Kernel 5.12. */
    public int compareExchange(int expected, int replacement) {
        throw KernelOnly.here();
    }
}
