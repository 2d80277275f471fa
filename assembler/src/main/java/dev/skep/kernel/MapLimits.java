package dev.skep.kernel;

/** Bounds of what maps are made with, and what follows from flags: from the kernel's {@code kernel/bpf}. */
public final class MapLimits {
    /** {@code map_extra} of a Bloom filter has four bits for the number of hash functions. */
    public static final int MOST_HASHES = 15;

    /** {@code MAX_NUMNODES} of the largest kernels. */
    public static final int MOST_NODES = 1023;

    /** So many addresses have a stack unless its map says otherwise: {@code PERF_MAX_STACK_DEPTH}. */
    public static final int STACK_DEPTH = 127;

    /** Arenas are counted in pages of so many bytes. */
    public static final int PAGE = 4096;

    /** A build id with its offset takes the place of four addresses. */
    private static final int BUILD_ID_WORDS = 4;

    private MapLimits() {}

    /** Returns how many words of 64 bits a stack of that depth takes in a map with these flags. */
    public static int stackWords(int depth, int flags) {
        return (flags & MapFlag.STACK_BUILD_ID.bit()) != 0 ? depth * BUILD_ID_WORDS : depth;
    }

    /**
     * Refuses a number outside its bounds.
     *
     * @throws IllegalArgumentException with the bounds
     */
    public static void require(int value, String what, int least, int most) {
        if (value < least || value > most)
            throw new IllegalArgumentException(
                    "the " + what + " is " + value + ", allowed are " + least + " to " + most);
    }
}
