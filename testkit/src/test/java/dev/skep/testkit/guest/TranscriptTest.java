package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Seed;
import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.guest.GuestResult.NotRun;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final String LONG = "verifier log\n".repeat(500);

    private static String frame(String kind, String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return "skep " + kind + "\n" + Base64.getMimeEncoder().encodeToString(compressed.toByteArray()) + "\n";
    }

    private static String whole() throws IOException {
        return "\nskep up 6.1.0\nskep begin 0\n" + frame("out", LONG) + frame("err", "complaint") + "skep end 0 3\n"
                + "skep begin 1\nskep end 1 0\nskep begin 2\n" + frame("out", "half") + "skep late 2\nskep done\n";
    }

    private static Transcript read(String text) {
        Transcript transcript = new Transcript();
        text.lines().forEach(transcript::accept);
        return transcript;
    }

    private static void assertFinished(GuestResult result, int exit, String out, String err) {
        assertThat(result).isInstanceOf(Finished.class);
        Finished finished = (Finished) result;
        assertThat(finished.exit()).isEqualTo(exit);
        assertThat(finished.outText()).isEqualTo(out);
        assertThat(finished.errText()).isEqualTo(err);
    }

    @Test
    void readsWhatAGuestReports() throws IOException {
        Transcript transcript = read(whole().replace("\n", "\r\n"));

        assertThat(transcript.release()).isEqualTo("6.1.0");
        assertThat(transcript.done()).isTrue();
        assertThat(transcript.results()).hasSize(3);
        assertFinished(transcript.results().get(0), 3, LONG, "complaint");
        assertFinished(transcript.results().get(1), 0, "", "");
        assertThat(((TimedOut) transcript.results().get(2)).out()).asString().isEqualTo("half");
        assertThat(transcript.steps()).isEqualTo(7);
    }

    @Test
    void knowsWhatRanWhenTheLineBreaksOff() throws IOException {
        String whole = whole();
        for (int length = 0; length < whole.length(); length++) {
            Transcript transcript = read(whole.substring(0, length));

            int begun = count(whole.substring(0, length), "skep begin ");
            int known = transcript.results().size();
            assertThat(known + (transcript.running().isPresent() ? 1 : 0))
                    .as("after %d characters", length)
                    .isBetween(begun - 1, begun);
            if (known > 0 && length > whole.indexOf("skep end 0 3")) {
                assertFinished(transcript.results().get(0), 3, LONG, "complaint");
            }
        }
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void noticesThatATextIsGarbled() throws IOException {
        String garbled = "skep begin 0\n" + frame("out", LONG).replaceFirst("[A-Z]{2}", "++") + "skep end 0 0\n";

        assertThat(read(garbled).results().get(0)).isInstanceOf(NotRun.class);
    }

    @Test
    void noticesThatALineIsMissing() throws IOException {
        String[] lines =
                frame("out", LONG + new Random(1).ints(99).boxed().toList()).split("\r?\n");
        lines[2] = "";

        assertThat(read("skep begin 0\n" + String.join("\n", lines) + "\nskep end 0 0\n")
                        .results()
                        .get(0))
                .isInstanceOf(NotRun.class);
    }

    @Test
    void passesOverWhatACommandWritesIntoTheLine() throws IOException {
        String text =
                "skep begin 0\nnoise\0\u00ff\nskep\nskep nonsense\nskep end\nskep end x y\nskep end 7 0\nskep late 7\n"
                        + "skep done\n" + frame("out", "good") + "skep end 0 0\n";

        Transcript transcript = read(text);

        assertFinished(transcript.results().get(0), 0, "good", "");
        assertThat(transcript.results()).hasSize(1);
        assertThat(transcript.done()).isFalse();
    }

    @Test
    void survivesAnyBytes() throws IOException {
        long seed = Seed.ofThisRun();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            char[] text = whole().toCharArray();
            for (int i = 0; i < 5; i++) {
                text[random.nextInt(text.length)] = (char) random.nextInt(256);
            }
            Transcript transcript = read(new String(text));

            if (transcript.results().get(0) instanceof Finished finished && finished.out().length > 0) {
                assertThat(finished.outText()).as("-Dskep.seed=" + seed).isIn(LONG, "complaint", "half");
            }
        }
    }
}
