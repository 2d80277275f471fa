package dev.skep.dsl;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as the kernel has them: UTF-8 with a NUL behind it. */
final class Text {
    private Text() {}

    /** Returns the bytes of a text, without the NUL. */
    static byte[] utf8(String text) {
        if (text.indexOf('\0') >= 0) throw new IllegalArgumentException("this text has a NUL in it");
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("this text has half of a character in it", e);
        }
    }

    /** Returns the bytes of a text; throws unless so many bytes have room for it and a NUL. */
    static byte[] requireRoom(String text, int length) {
        var bytes = utf8(text);
        if (bytes.length >= length) {
            throw new IllegalArgumentException(
                    "this text has " + (bytes.length + 1) + " bytes with its NUL, and here are " + length);
        }
        return bytes;
    }
}
