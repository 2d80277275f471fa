package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.ClangObjects;
import dev.skep.testkit.Seed;
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
        damagedTypesAreReadOrRefused(
                BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf(), ROUNDS);
    }

    @Test
    void damagedTypesOfClangAreReadOrRefused() {
        var graph = ObjectTypes.of(ClangObjects.compile("odds_and_ends"));
        damagedTypesAreReadOrRefused(
                BtfWriter.of(graph, ByteOrder.LITTLE_ENDIAN).btf(), ROUNDS / 5);
    }

    private static void damagedTypesAreReadOrRefused(byte[] good, int rounds) {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damage(good, random);
            try {
                index(damaged);
                var graph = BtfReader.read(damaged);
                use(graph, random);
                assertThat(BtfReader.read(
                                BtfWriter.of(graph, ByteOrder.BIG_ENDIAN).btf()))
                        .isEqualTo(graph);
                assertThat(BtfIndex.of(ByteBuffer.wrap(damaged)).size()).isEqualTo(graph.size());
                read++;
            } catch (BtfFormatException refused) {
                assertThat(refused).hasMessageContaining("(at byte ");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(read).as("seed " + seed).isBetween(1, rounds - 1);
    }

    /** Everything that can be asked of a graph has an answer, or a refusal in words where it is about C. */
    private static void use(BtfGraph graph, Random random) {
        BtfPrinter.print(graph);
        BtfJsonPrinter.printFrom(graph, new BtfId(1));
        BtfValidator.check(graph, BtfValidator.Audience.KERNEL);
        var once = BtfDedup.of(graph).graph();
        assertThat(BtfDedup.of(once).graph()).isEqualTo(once);
        BtfClosure.of(graph, List.of(new BtfId(random.nextInt(graph.size() + 1))));
        try {
            BtfCPrinter.print(graph);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).*(cannot be written in C|contains itself|is longer than).*");
        }
    }

    private static void index(byte[] damaged) {
        try {
            var index = BtfIndex.of(ByteBuffer.wrap(damaged));
            for (int id = 1; id <= index.size(); id++) {
                index.find(index.kind(new BtfId(id)), "node");
                index.type(new BtfId(id));
            }
        } catch (BtfFormatException refused) {
            assertThat(refused).hasMessageContaining("(at byte ");
        }
    }

    @Test
    void damagedCodeInformationIsReadOrRefused() {
        long seed = Seed.ofThisRun();
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
