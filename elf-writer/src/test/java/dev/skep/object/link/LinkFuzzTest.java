package dev.skep.object.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.LinkableObjects;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged objects are linked or refused in words. {@code -Dskep.seed} repeats a run, {@code -Dskep.rounds} makes a longer one. */
@Timeout(300)
class LinkFuzzTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 1_000);
    private static final byte[] INTERESTING = {0, 1, 2, 4, 8, 0x10, 0x18, 0x7F, (byte) 0x80, (byte) 0x85, (byte) 0xFF};

    private static final LinkInput OTHER = LinkInput.of("other.o", Sources.compile(Sources.EXTRA));

    private enum Inputs {
        COMPILED(Sources.compile(Sources.MAIN), List.of(OTHER)),
        RICH(LinkableObjects.rich(ByteOrder.LITTLE_ENDIAN), List.of());

        private final byte[] bytes;
        private final List<LinkInput> others;

        Inputs(byte[] bytes, List<LinkInput> others) {
            this.bytes = bytes;
            this.others = others;
        }
    }

    @ParameterizedTest
    @EnumSource(Inputs.class)
    void damagedObjectsAreLinkedOrRefused(Inputs input) {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int linked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                linked += tryOut(damage(input.bytes, random), input.others);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(linked).as("seed " + seed).isBetween(1, ROUNDS - 1);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = Inputs.RICH.bytes;
        for (int size = 0; size < whole.length; size++) {
            assertThat(tryOut(Arrays.copyOf(whole, size), List.of()))
                    .as("%d bytes", size)
                    .isZero();
        }
    }

    private static int tryOut(byte[] damaged, List<LinkInput> others) {
        List<LinkInput> inputs = new ArrayList<>(List.of(LinkInput.of("damaged.o", damaged)));
        inputs.addAll(others);
        try {
            ObjectLinker.link(inputs);
            return 1;
        } catch (LinkException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return 0;
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) (bytes[at] ^ 1 << random.nextInt(8))
                    : INTERESTING[random.nextInt(INTERESTING.length)];
        }
        return bytes;
    }
}
