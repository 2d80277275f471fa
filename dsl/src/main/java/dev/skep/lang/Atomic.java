package dev.skep.lang;

/**
 * Atomic operations on integers of 32 or 64 bits that lie in memory: {@code Atomic.add(stats.bytes, length)}, where {@code stats} is a map value,
 * a record of a ring buffer or a global variable. The first argument is the place itself, not the number that is there.
 */
public final class Atomic {
    private Atomic() {}

    /** Adds to what is there and returns what it was before: {@code lock *(u32 *)&place += addend}. Kernel 3.18; 5.12 when the result is used. */
    public static int add(int place, int addend) {
        throw KernelOnly.here();
    }

    /** Adds to what is there and returns what it was before: {@code lock *(u64 *)&place += addend}. Kernel 3.18; 5.12 when the result is used. */
    public static long add(long place, long addend) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static int and(int place, int mask) {
        throw KernelOnly.here();
    }

    /** Keeps the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static long and(long place, long mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static int or(int place, int mask) {
        throw KernelOnly.here();
    }

    /** Sets the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static long or(long place, long mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static int xor(int place, int mask) {
        throw KernelOnly.here();
    }

    /** Flips the bits of {@code mask} and returns what was there before. Kernel 5.12. */
    public static long xor(long place, long mask) {
        throw KernelOnly.here();
    }

    /** Puts a value there and returns what was there before. Kernel 5.12. */
    public static int exchange(int place, int replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value there and returns what was there before. Kernel 5.12. */
    public static long exchange(long place, long replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value there if {@code expected} is there, and returns what was there before. Kernel 5.12. */
    public static int compareExchange(int place, int expected, int replacement) {
        throw KernelOnly.here();
    }

    /** Puts a value there if {@code expected} is there, and returns what was there before. Kernel 5.12. */
    public static long compareExchange(long place, long expected, long replacement) {
        throw KernelOnly.here();
    }
}
