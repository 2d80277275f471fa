package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions of the kernel that are ready as methods, where the kernel runs them: beside Java's own, and beside helpers. */
class KfuncRunsTest {
    private static final int TEXT = 16;
    private static final int FOUND = 12;

    /** What the kernel says of what is nowhere. */
    private static final int ENOENT = -2;

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    @Test
    void textsAreWhatTheyAreInJava() {
        var random = new Random(8);
        try (var loaded = Kernel.load(KfuncSources.object("Texts"))) {
            var program = loaded.program("all");
            for (var i = 0; i < 300; i++) {
                var one = text(random);
                var other = text(random);
                var wanted = "abAB".charAt(random.nextInt(4));
                var most = random.nextInt(TEXT);
                var packet = packet(one, other, wanted, most);
                var run = program.run(packet.array());
                assertThat(run.returnValue()).isEqualTo(2);
                var data = ByteBuffer.wrap(run.data()).order(ByteOrder.LITTLE_ENDIAN);
                var found = new int[FOUND];
                for (var j = 0; j < FOUND; j++) found[j] = data.getInt(2 * TEXT + 8 + 4 * j);
                assertThat(found)
                        .as("%s, %s, %s, %d", one, other, wanted, most)
                        .isEqualTo(inJava(one, other, wanted, most));
            }
            assertThat(loaded.program("wherever")
                            .runContext(packet("", "", 'a', 0).array())
                            .returnValue())
                    .isEqualTo(9);
        }
    }

    /** Letters that repeat, so that parts are found. */
    private static String text(Random random) {
        var letters = new StringBuilder();
        for (var i = random.nextInt(random.nextBoolean() ? 3 : TEXT); i > 0; i--)
            letters.append("abAB".charAt(random.nextInt(4)));
        return letters.toString();
    }

    private static ByteBuffer packet(String one, String other, char wanted, int most) {
        return ByteBuffer.allocate(2 * TEXT + 8 + 4 * FOUND)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Arrays.copyOf(one.getBytes(StandardCharsets.US_ASCII), TEXT))
                .put(Arrays.copyOf(other.getBytes(StandardCharsets.US_ASCII), TEXT))
                .putInt(wanted)
                .putInt(most);
    }

    private static int[] inJava(String one, String other, char wanted, int most) {
        var part = one.substring(0, Math.min(most, one.length()));
        return new int[] {
            one.length(),
            part.length(),
            Integer.signum(one.compareTo(other)),
            Integer.signum(one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT))),
            place(one.indexOf(wanted)),
            one.indexOf(wanted) < 0 ? one.length() : one.indexOf(wanted),
            place(part.indexOf(wanted)),
            place(one.lastIndexOf(wanted)),
            span(one, other, true),
            span(one, other, false),
            place(one.indexOf(other)),
            place(part.indexOf(other))
        };
    }

    private static int place(int index) {
        return index < 0 ? ENOENT : index;
    }

    private static int span(String text, String letters, boolean among) {
        var length = 0;
        while (length < text.length() && letters.indexOf(text.charAt(length)) >= 0 == among) length++;
        return length;
    }

    @Test
    void userMemoryIsWhatHelpersFind() throws IOException {
        try (var loaded = Kernel.load(KfuncSources.object("UserMemory"))) {
            assertThat(loaded.program("texts").runContext(new byte[64]).returnValue())
                    .isZero();
            var found = ByteBuffer.wrap(
                            loaded.map("skep.bss").lookup(new byte[4]).orElseThrow())
                    .order(ByteOrder.LITTLE_ENDIAN);
            var length = found.getInt(56);
            assertThat(length).isBetween(2, 16).isEqualTo(found.getInt(48)).isEqualTo(found.getInt(52));
            var probed = Arrays.copyOfRange(found.array(), 32, 48);
            assertThat(Arrays.copyOfRange(found.array(), 0, 16)).isEqualTo(probed);
            assertThat(Arrays.copyOfRange(found.array(), 16, 16 + length)).isEqualTo(Arrays.copyOf(probed, length));
            var size = Files.readString(Path.of("/sys/kernel/slab/mm_struct/object_size"));
            assertThat(found.getInt(60)).isEqualTo(Integer.parseInt(size.strip()));
            assertThat(loaded.program("dynptrs").runContext(new byte[64]).returnValue())
                    .isEqualTo(3 * length + 5);
        }
    }

    @Test
    void entriesAreAsManyAsInUserSpace() {
        try (var loaded = Kernel.load(KfuncSources.object("Counted"))) {
            for (var request : List.of(new int[] {0, 70, 0}, new int[] {30, 200, 0}, new int[] {10, 50, 1})) {
                var context = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                for (var number : request) context.putInt(number);
                assertThat(loaded.program("change").runContext(context.array()).returnValue())
                        .isZero();
                assertThat(loaded.program("hashed").run(new byte[64]).returnValue())
                        .isEqualTo(loaded.map("hash").keys().size())
                        .isPositive();
                assertThat(loaded.program("least").run(new byte[64]).returnValue())
                        .isEqualTo(loaded.map("lru").keys().size());
                assertThat(loaded.program("onEachCpu").runContext(new byte[12]).returnValue())
                        .isEqualTo(loaded.map("perCpu").keys().size());
            }
            assertThat(loaded.program("none").run(new byte[64]).returnValue()).isEqualTo(7);
        }
    }

    @Test
    void aCongestionControlMayBeMadeOfOthers() {
        try (var loaded = Kernel.load(KfuncSources.object("Mixed"));
                var registered = loaded.map("Mixed").register()) {
            assertThat(registered).isNotNull();
        }
    }
}
