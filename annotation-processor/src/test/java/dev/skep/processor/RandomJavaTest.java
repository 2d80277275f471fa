package dev.skep.processor;

import dev.skep.processor.random.RandomJava;
import dev.skep.processor.random.ShrinkJava;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Java by chance means the same on the JVM, in the kernel as it is written, and in the kernel optimised; and the verifier takes all of it.
 * {@code -Dskep.seed=… -Dskep.rounds=…} makes other classes, and more. What fails is made small by itself; small enough to be read, it becomes
 * a case of {@link JavaSemanticsTest}.
 */
class RandomJavaTest {
    private static final int CLASSES = Integer.getInteger("skep.rounds", 24);
    private static final int TOGETHER = 12;

    @BeforeAll
    static void needsTheKernel() {
        Kernel.require();
    }

    @Test
    void meansTheSameEverywhere(TestReporter reporter) {
        long seed = Seed.ofThisRun();
        reporter.publishEntry("seed", CLASSES + " classes of -Dskep.seed=" + seed);
        var random = new Random(seed);
        for (var done = 0; done < CLASSES; done += TOGETHER) {
            List<RandomJava> classes = new ArrayList<>();
            for (var i = done; i < Math.min(CLASSES, done + TOGETHER); i++)
                classes.add(RandomJava.of(random.nextLong()));
            check("-Dskep.seed=" + seed, classes, new TwinPrograms(random.nextLong()));
        }
    }

    private static void check(String seed, List<RandomJava> classes, TwinPrograms twins) {
        var faults = twins.faults(classes);
        for (var i = 0; i < faults.size(); i++) {
            if (faults.get(i).isEmpty()) continue;
            var fault = faults.get(i).get();
            var small = ShrinkJava.of(classes.get(i), smaller -> twins.fault(smaller)
                    .filter(other -> other.kind().equals(fault.kind()))
                    .isPresent());
            throw new AssertionError(seed + ", class " + i + ", " + fault.text() + "\nmade small, "
                    + twins.fault(small).map(TwinPrograms.Fault::text).orElse("") + "\n" + small.ours("Ours"));
        }
    }
}
