package dev.skep.asm.text;

import java.nio.charset.StandardCharsets;

/** A text with its name, as bytes: names may be UTF-8, everything that means something is ASCII. */
public final class SourceText {
    private final String name;
    private final byte[] bytes;

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

    byte[] bytes() {
        return bytes;
    }
}
