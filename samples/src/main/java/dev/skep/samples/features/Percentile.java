package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.Kernel;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/**
 * Tells below which bucket of a histogram so many percent of all samples lie. The loop runs over a range whose end is no constant; the verifier
 * looks at it until another round brings nothing new.
 */
@Bpf(license = "GPL", minKernel = "6.4")
final class Percentile {
    private static final int BUCKETS = 1000;

    @Struct
    static final class Question {
        int buckets;

        @Unsigned
        int percent;
    }

    /** How often each latency was met; other programs, or user space, fill it. */
    static final BpfArray<U64> histogram = BpfArray.of(BUCKETS);

    private Percentile() {}

    /** Returns the bucket, or -1 for a histogram that is empty. */
    @Syscall
    static int find(Question question) {
        long all = 0;
        for (int i : Kernel.range(question.buckets)) all += count(i);

        long below = 0;
        for (int i : Kernel.range(question.buckets)) {
            below += count(i);
            if (below != 0 && below * 100 >= all * question.percent) return i;
        }
        return -1;
    }

    private static long count(int bucket) {
        var count = histogram.lookup(bucket);
        return count == null ? 0 : count.value;
    }
}
