package dev.skep.asm.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text with its name, as bytes: names may be UTF-8, everything that means something is ASCII. */
public final class SourceText {
    private static final int LONGEST_LINE = 1000;

    private final String name;
    private final byte[] bytes;
    private int @Nullable [] lineStarts;

    private SourceText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Returns a text; the bytes are not copied and must not change while it is read. */
    public static SourceText of(String name, byte[] bytes) {
        return new SourceText(name, bytes);
    }

    /** Returns a text. */
    public static SourceText of(String name, String text) {
        return new SourceText(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the name that errors start with. */
    public String name() {
        return name;
    }

    /** Returns the text of a line, from 1, without blanks around it; empty if there is no such line. */
    public String line(int number) {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = starts();
            lineStarts = starts;
        }
        if (number < 1 || number > starts.length) {
            return "";
        }
        int from = starts[number - 1];
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        return new String(bytes, from, Math.min(to - from, LONGEST_LINE), StandardCharsets.UTF_8).strip();
    }

    private int[] starts() {
        int[] starts = new int[64];
        int size = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (size == starts.length) {
                    starts = Arrays.copyOf(starts, size * 2);
                }
                starts[size++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, size);
    }

    byte[] bytes() {
        return bytes;
    }
}
