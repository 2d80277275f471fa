package dev.skep.lang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Byte arrays: parts of them, and text in them. Text is UTF-8 and ends with a NUL where there is room for one. */
public final class Bytes {
    private Bytes() {}

    /**
     * Returns the elements from {@code start} on: {@code &array[start]}, as an array of its own for helpers to read or fill. The verifier wants
     * to see that they lie within the array.
     *
     * @param length how many, a constant
     */
    public static byte[] part(byte[] array, @Unsigned int start, int length) {
        throw KernelOnly.here();
    }

    /** Returns whether the bytes up to a NUL, or to the end, are this text. Any kernel. */
    public static boolean equal(byte[] bytes, String text) {
        var wanted = text.getBytes(StandardCharsets.UTF_8);
        if (wanted.length > bytes.length) return false;
        return Arrays.equals(wanted, 0, wanted.length, bytes, 0, wanted.length)
                && (wanted.length == bytes.length || bytes[wanted.length] == 0);
    }

    /** Puts a text and zeroes behind it into an array, which has room for a NUL at least. Any kernel. */
    public static void set(byte[] bytes, String text) {
        var written = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(written, 0, bytes, 0, written.length);
        Arrays.fill(bytes, written.length, bytes.length, (byte) 0);
    }

    /** Returns a text and a NUL, as an array on the stack or as the first contents of a static field. Any kernel. */
    public static byte[] of(String text) {
        var written = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(written, written.length + 1);
    }
}
