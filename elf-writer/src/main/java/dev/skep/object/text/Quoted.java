package dev.skep.object.text;

import dev.skep.asm.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Names and strings as the text needs them. */
final class Quoted {
    /** Names that mean something else where a symbol may stand. */
    private static final Set<String> RESERVED = Set.of(
            ".", "pc", "fp", "ll", "local", "goto", "le16", "le32", "le64", "be16", "be32", "be64", "bswap16",
            "bswap32", "bswap64");

    private Quoted() {}

    /** Returns the name of a symbol, in quotes if it would be read as something else. */
    static String name(String name) {
        return isPlain(name) && !RESERVED.contains(name) && !looksLikeRegister(name) ? name : string(name);
    }

    static String section(String name) {
        return isPlain(name) ? name : string(name);
    }

    private static boolean looksLikeRegister(String name) {
        return name.length() > 1
                && (name.charAt(0) == 'r' || name.charAt(0) == 'w')
                && Character.isDigit(name.charAt(1));
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || c == '.' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns a string in quotes. */
    static String string(String text) {
        var out = new TextBuffer(text.length() + 2).append('"');
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            character(out, octet);
        }
        return out.append('"').toString();
    }

    /** Appends a byte of a string. */
    static void character(TextBuffer out, byte octet) {
        switch (octet) {
            case '"', '\\' -> out.append('\\').append((char) octet);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
                if (octet >= ' ' && octet < 0x7f) {
                    out.append((char) octet);
                } else {
                    int value = octet & 0xff;
                    out.append('\\').append((char) ('0' + (value >> 6)));
                    out.append((char) ('0' + (value >> 3 & 7))).append((char) ('0' + (value & 7)));
                }
            }
        }
    }
}
