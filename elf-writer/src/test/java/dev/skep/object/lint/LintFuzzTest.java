package dev.skep.object.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.LinkableObjects;
import dev.skep.object.ObjectFormatException;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged objects are spoken about or refused in words. {@code -Dskep.seed} repeats a run, {@code -Dskep.rounds} makes a longer one. */
@Timeout(300)
class LintFuzzTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 1_000);

    @Test
    void damagedObjectsAreSpokenAboutOrRefused() {
        byte[] good = LinkableObjects.rich(ByteOrder.LITTLE_ENDIAN);
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int spoken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                spoken += tryOut(bytes);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(spoken).as("seed " + seed).isBetween(1, ROUNDS - 1);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = LinkableObjects.rich(ByteOrder.LITTLE_ENDIAN);
        for (int size = 0; size < whole.length; size += 3) {
            assertThat(tryOut(Arrays.copyOf(whole, size))).as("%d bytes", size).isZero();
        }
    }

    private static int tryOut(byte[] damaged) {
        try {
            assertThat(LoaderLint.check(damaged).kernel().version()).isNotNull();
            return 1;
        } catch (ObjectFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return 0;
        }
    }
}
