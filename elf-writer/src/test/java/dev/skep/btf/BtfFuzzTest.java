package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged types are read as types or refused in words; nothing else. */
class BtfFuzzTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 5_000);

    @Test
    void damagedTypesAreReadOrRefused() {
        long seed = Long.getLong("skep.seed", System.nanoTime());
        var random = new Random(seed);
        byte[] good = BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(good, random);
            try {
                var graph = BtfReader.read(damaged);
                BtfPrinter.print(graph);
                BtfValidator.check(graph, BtfValidator.Audience.KERNEL);
                assertThat(BtfReader.read(
                                BtfWriter.of(graph, ByteOrder.BIG_ENDIAN).btf()))
                        .isEqualTo(graph);
                read++;
            } catch (BtfFormatException refused) {
                assertThat(refused).hasMessageContaining("(at byte ");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(read).as("seed " + seed).isBetween(1, ROUNDS - 1);
    }

    @Test
    void damagedCodeInformationIsReadOrRefused() {
        long seed = Long.getLong("skep.seed", System.nanoTime());
        var random = new Random(seed);
        var writer = BtfWriter.of(AllKinds.graph(), BtfExtTest.example(), ByteOrder.LITTLE_ENDIAN);
        byte[] good = writer.btfExt();
        var btf = ByteBuffer.wrap(writer.btf());
        for (int round = 0; round < ROUNDS; round++) {
            try {
                BtfExtReader.read(btf, ByteBuffer.wrap(damage(good, random)));
            } catch (BtfFormatException refused) {
                assertThat(refused).hasMessageContaining("(at byte ");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        var interesting = List.of(0, 1, 0xFF, 0x80, 0x7F);
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte)
                    (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : interesting.get(random.nextInt(5)));
        }
        return bytes;
    }
}
