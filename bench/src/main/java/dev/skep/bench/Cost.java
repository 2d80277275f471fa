package dev.skep.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What something costs, in milliseconds.
 *
 * @param wall by the clock
 * @param cpu of all processors together, for threads that collect garbage and compile too, and for processes that were waited for
 */
record Cost(double wall, double cpu) {
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 50;
    private static final double BATCH = 150;
    private static final LibC LIBC = Native.load("c", LibC.class);

    /** The C library. */
    public interface LibC extends Library {
        /** {@code int getrusage(int who, struct rusage *usage)}. */
        int getrusage(int who, Pointer usage);
    }

    /**
     * The medians of what each of these costs when it is warm. They take turns in batches, so that noise is everybody's, and processor
     * time is what remains comparable on a machine with other things to do.
     */
    static Map<String, Cost> medians(Map<String, Callable<?>> contenders) throws Exception {
        Map<String, List<Cost>> rounds = new LinkedHashMap<>();
        Map<String, Integer> batches = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (var contender : contenders.entrySet()) {
                var name = contender.getKey();
                int batch = batches.getOrDefault(name, 1);
                var cost = once(contender.getValue(), batch);
                batches.put(name, Math.max(1, (int) (BATCH / Math.max(cost.wall, 1e-3))));
                if (round >= 0) {
                    rounds.computeIfAbsent(name, unused -> new ArrayList<>()).add(cost);
                }
            }
        }
        Map<String, Cost> medians = new LinkedHashMap<>();
        rounds.forEach((name, costs) -> medians.put(name, median(costs)));
        return medians;
    }

    private static Cost once(Callable<?> work, int times) throws Exception {
        double cpu = processorTime();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            if (work.call() == null) {
                throw new IllegalStateException("no answer");
            }
        }
        return new Cost((System.nanoTime() - start) / 1e6 / times, (processorTime() - cpu) / times);
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().map(Cost::wall).sorted().toList().get(costs.size() / 2),
                costs.stream()
                        .map(Cost::cpu)
                        .sorted(Comparator.naturalOrder())
                        .toList()
                        .get(costs.size() / 2));
    }

    /** Of this process and of its children. */
    private static double processorTime() {
        try (var usage = new Memory(1024)) {
            double time = 0;
            for (int who : new int[] {0, -1}) {
                if (LIBC.getrusage(who, usage) != 0) {
                    throw new IllegalStateException("getrusage failed");
                }
                for (int timeval : new int[] {0, 16}) {
                    time += usage.getLong(timeval) * 1e3 + usage.getLong(timeval + 8) / 1e3;
                }
            }
            return time;
        }
    }

    /** The cost, and its share of another. */
    String beside(Cost other) {
        return String.format(
                Locale.ROOT,
                "%8.3f ms CPU (%.3f), %8.3f ms wall (%.3f)",
                cpu,
                cpu / other.cpu,
                wall,
                wall / other.wall);
    }
}
