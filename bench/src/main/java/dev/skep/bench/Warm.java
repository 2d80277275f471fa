package dev.skep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that this process does again and again.
 *
 * @param milliseconds the median of how long it takes once nothing makes it faster
 */
record Warm(double milliseconds) {
    private static final long WARM_UP = 3_000_000_000L;
    private static final long MEASURED = 1_000_000_000L;
    private static final int FEWEST = 5;

    /** Something that may fail. */
    @FunctionalInterface
    interface Work {
        /** Does it once. */
        void run() throws IOException;
    }

    static Warm of(Work work) throws IOException {
        repeat(work, WARM_UP);
        List<Long> nanoseconds = repeat(work, MEASURED).stream().sorted().toList();
        return new Warm(nanoseconds.get(nanoseconds.size() / 2) / 1e6);
    }

    private static List<Long> repeat(Work work, long atLeast) throws IOException {
        List<Long> nanoseconds = new ArrayList<>();
        long sum = 0;
        while (sum < atLeast || nanoseconds.size() < FEWEST) {
            long start = System.nanoTime();
            work.run();
            long taken = System.nanoTime() - start;
            nanoseconds.add(taken);
            sum += taken;
        }
        return nanoseconds;
    }
}
