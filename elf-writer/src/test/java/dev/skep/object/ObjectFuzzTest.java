package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged objects are read or refused in words; what is read can be written or is refused in words; nothing else. */
@Timeout(300)
class ObjectFuzzTest {
    private static final Target ANY = Target.of(IsaVersion.V4);
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 1_500);
    private static final byte[] INTERESTING = {0, 1, 2, 4, 8, 0x10, 0x18, 0x7F, (byte) 0x80, (byte) 0x85, (byte) 0xFF};

    private static byte[] good(String name) {
        var order = name.endsWith("big endian") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return switch (name) {
            case "base" -> ObjectWriter.write(BaseObject.in(order), ANY);
            case "tables" -> ObjectWriter.write(StructOpsTest.object(), ANY);
            case "arena" -> ObjectWriter.write(MapFeatures.arenaGlobals().object(), ANY);
            case "clang of old" -> OtherCompilersTest.old("-g");
            case "clang" -> ClangObjects.compile("xdp_lb");
            default -> ObjectWriter.write(RichObject.in(order), ANY);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "rich", "rich, big endian", "tables", "arena", "clang", "clang of old"})
    void whatEndsTooSoonIsRefusedWithANumber(String name) {
        byte[] good = good(name);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ObjectReader.read(cut))
                    .as("the first " + length + " bytes")
                    .isExactlyInstanceOf(ObjectFormatException.class)
                    .hasMessageMatching(".*\\d.*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "rich", "rich, big endian", "tables", "arena", "clang", "clang of old"})
    void damagedObjectsAreReadOrRefused(String name) {
        byte[] good = good(name);
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                read += tryOut(damage(good, random));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(read).as("seed " + seed).isBetween(1, ROUNDS - 1);
    }

    private static int tryOut(byte[] damaged) {
        try {
            var read = ObjectReader.read(damaged);
            ObjectWriter.write(read, ANY);
            return 1;
        } catch (ObjectFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return 0;
        } catch (ObjectException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return 1;
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = random.nextInt(16) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) (bytes[at] ^ 1 << random.nextInt(8))
                    : INTERESTING[random.nextInt(INTERESTING.length)];
        }
        return bytes;
    }
}
