package dev.skep.testkit.guest;

import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.guest.GuestResult.NotRun;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What a guest has said so far on the line that carries its report:
 *
 * <pre>
 * report  = "skep up" release, { command }, "skep done"
 * command = "skep begin" number, [ "skep out", text ], [ "skep err", text ], ( "skep end" number exit | "skep late" number )
 * text    = lines of base64 of gzip, whose checksum tells whether all of it arrived
 * </pre>
 *
 * The line may break off anywhere, and a command may write into it: what does not fit is passed over.
 */
final class Transcript {
    private static final String MARK = "skep ";
    /** The base64 of more than a command can write. */
    private static final int LONGEST = 32 << 20;

    private final Map<Integer, GuestResult> results = new TreeMap<>();
    private final Map<String, StringBuilder> texts = new TreeMap<>();
    private StringBuilder open = new StringBuilder();
    private OptionalInt running = OptionalInt.empty();
    private String release = "";
    private boolean done;
    private int steps;

    /** Takes the next line. */
    void accept(String line) {
        String text = line.strip();
        if (!text.startsWith(MARK)) {
            open.append(text, 0, Math.min(text.length(), LONGEST - open.length()));
            return;
        }
        open = new StringBuilder();
        List<String> words = List.of(text.substring(MARK.length()).split(" ", -1));
        String argument = words.size() > 1 ? words.get(1) : "";
        switch (words.get(0)) {
            case "up" -> up(argument);
            case "begin" -> begin(number(argument));
            case "out", "err" -> texts.put(words.get(0), open);
            case "late" -> finish(number(argument), new TimedOut(torn("out"), torn("err")));
            case "end" -> end(number(argument), number(words.size() > 2 ? words.get(2) : ""));
            case "done" -> done = running.isEmpty();
            default -> {
                return; // a line that was garbled
            }
        }
    }

    private void up(String argument) {
        release = argument;
        steps++;
    }

    private void begin(OptionalInt number) {
        running = number;
        steps++;
        texts.clear();
    }

    private void end(OptionalInt number, OptionalInt exit) {
        if (exit.isEmpty()) {
            return;
        }
        try {
            finish(number, new Finished(exit.getAsInt(), whole("out"), whole("err")));
        } catch (IOException | IllegalArgumentException e) {
            finish(number, new NotRun("what it wrote arrived garbled: " + e.getMessage()));
        }
    }

    private void finish(OptionalInt number, GuestResult result) {
        if (number.isPresent() && number.equals(running)) {
            results.put(number.getAsInt(), result);
            running = OptionalInt.empty();
            steps++;
        }
    }

    private byte[] whole(String kind) throws IOException {
        StringBuilder text = texts.get(kind);
        if (text == null) {
            return new byte[0];
        }
        byte[] compressed = Base64.getDecoder().decode(text.toString());
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return stream.readAllBytes();
        }
    }

    private byte[] torn(String kind) {
        try {
            return whole(kind);
        } catch (IOException | IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** What {@code uname -r} says in the guest; empty until it is up. */
    String release() {
        return release;
    }

    /** The results of the commands that ended. */
    Map<Integer, GuestResult> results() {
        return Map.copyOf(results);
    }

    /** The command that began and has not ended. */
    OptionalInt running() {
        return running;
    }

    /** How often something began or ended. */
    int steps() {
        return steps;
    }

    /** Whether the guest has no more to say. */
    boolean done() {
        return done;
    }
}
