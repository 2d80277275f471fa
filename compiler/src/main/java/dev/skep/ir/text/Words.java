package dev.skep.ir.text;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import java.util.Locale;

/** How the text form spells what the printer writes and the parser reads. */
final class Words {
    private Words() {}

    /** Returns the word of an enum constant: its name in lower case. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns how many bits of memory are meant, and how they extend: {@code u8}, {@code s32}. */
    static String of(Extension extension, int bits) {
        return (extension == Extension.SIGN ? "s" : "u") + bits;
    }

    /** Returns how much of memory is meant where nothing extends. */
    static String of(Width width) {
        return of(Extension.ZERO, width.bits());
    }

    /** Returns {@code name} as it stands where a word can, else in quotes. */
    static String name(String name) {
        return isWord(name) ? name : quoted(name);
    }

    /** Returns {@code text} in quotes, on one line. */
    static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(escaped((char) c)));
        return out.append('"').toString();
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') return "\\" + c;
        if (c == '\n') return "\\n";
        return c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
    }

    static boolean startsWord(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean continuesWord(char c) {
        return startsWord(c) || c == '.' || c == '$' || (c >= '0' && c <= '9');
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && startsWord(text.charAt(0)) && text.chars().allMatch(c -> continuesWord((char) c));
    }
}
