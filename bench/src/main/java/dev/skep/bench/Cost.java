package dev.skep.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
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
    private static final int ROUNDS = 25;
    /** Milliseconds of processor time for each, until the machine code is what it will be. */
    private static final double WARM_UP = 6000;

    private static final double BATCH = 100;
    private static final LibC LIBC = Native.load("c", LibC.class);

    /** The C library. */
    public interface LibC extends Library {
        /** {@code int getrusage(int who, struct rusage *usage)}. */
        int getrusage(int who, Pointer usage);
    }

    /**
     * The least that each of these costs when it is warm: what else the machine does only ever adds to it. They take turns in batches,
     * so that noise is everybody's.
     */
    static Map<String, Cost> least(Map<String, Callable<?>> contenders) throws Exception {
        Map<String, List<Cost>> rounds = new LinkedHashMap<>();
        Map<String, Integer> batches = new LinkedHashMap<>();
        for (var contender : contenders.entrySet()) {
            batches.put(contender.getKey(), warmUp(contender.getValue()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (var contender : contenders.entrySet()) {
                var name = contender.getKey();
                rounds.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(once(contender.getValue(), batches.getOrDefault(name, 1)));
            }
        }
        Map<String, Cost> least = new LinkedHashMap<>();
        rounds.forEach((name, costs) -> least.put(name, least(costs)));
        return least;
    }

    /** Runs until it is warm; how often it then fits into a batch. */
    private static int warmUp(Callable<?> work) throws Exception {
        double spent = 0;
        int batch = 1;
        while (spent < WARM_UP) {
            var cost = once(work, batch);
            spent += cost.cpu * batch;
            batch = Math.max(1, (int) (BATCH / Math.max(cost.cpu, 1e-3)));
        }
        return batch;
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

    private static Cost least(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToDouble(Cost::wall).min().orElseThrow(),
                costs.stream().mapToDouble(Cost::cpu).min().orElseThrow());
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
