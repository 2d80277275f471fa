package dev.skep.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that this process does again and again.
 *
 * @param milliseconds of processor time of its thread: the median, once nothing makes it faster
 */
record Warm(double milliseconds) {
    private static final long WARM_UP = 20_000_000_000L;
    private static final long MEASURED = 500_000_000L;
    private static final int FEWEST = 3;

    /** Something that may fail. */
    @FunctionalInterface
    interface Work {
        /** Does it once. */
        void run() throws IOException;
    }

    /** Does several things in turn for some seconds, so that the machine knows all of them. */
    static void up(List<Work> all) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        for (long start = threads.getCurrentThreadCpuTime(); threads.getCurrentThreadCpuTime() - start < WARM_UP; )
            for (Work work : all) work.run();
    }

    /** Measures what has been warmed up. */
    static Warm of(Work work) throws IOException {
        List<Long> nanoseconds = repeat(work, MEASURED).stream().sorted().toList();
        return new Warm(nanoseconds.get(nanoseconds.size() / 2) / 1e6);
    }

    private static List<Long> repeat(Work work, long atLeast) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        List<Long> nanoseconds = new ArrayList<>();
        long sum = 0;
        while (sum < atLeast || nanoseconds.size() < FEWEST) {
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            long taken = threads.getCurrentThreadCpuTime() - start;
            nanoseconds.add(taken);
            sum += taken;
        }
        return nanoseconds;
    }
}
