package dev.skep.asm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as it is written to a file, in UTF-8. It grows at its end; {@link #drainTo} writes out what there is and makes room for more, so
 * that a listing of any length takes little memory.
 */
public final class TextBuffer {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;
    private static final int NIBBLE = 4;

    /** The longest array that every virtual machine can make. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int size;

    /** An empty text that takes as many bytes before it has to grow. */
    public TextBuffer(int capacity) {
        bytes = new byte[Math.max(capacity, LONGEST_NUMBER)];
    }

    /** Returns how many bytes there are. */
    public int size() {
        return size;
    }

    /** Appends a character. */
    public TextBuffer append(char character) {
        if (character >= 0x80) {
            return append(Character.toString(character));
        }
        reserve(1);
        bytes[size++] = (byte) character;
        return this;
    }

    /** Appends a text. */
    public TextBuffer append(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return append(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) character;
        }
        return this;
    }

    /** Appends what is UTF-8 already. */
    public TextBuffer append(byte[] text) {
        reserve(text.length);
        for (byte octet : text) { // most are shorter than the way to a copying routine
            bytes[size++] = octet;
        }
        return this;
    }

    /** Appends a number in decimal. */
    public TextBuffer append(long number) {
        if (number == Long.MIN_VALUE) {
            return append(Long.toString(number));
        }
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            bytes[size++] = '-';
        }
        long magnitude = Math.abs(number);
        return digits(magnitude, decimals(magnitude));
    }

    /** Appends a number, not negative, in decimal, with blanks before it until it is {@code width} wide. */
    public TextBuffer append(long number, int width) {
        reserve(LONGEST_NUMBER + width);
        int count = decimals(number);
        for (int blanks = width - count; blanks > 0; blanks--) {
            bytes[size++] = ' ';
        }
        return digits(number, count);
    }

    /** Appends a number, without a sign, in hexadecimal. */
    public TextBuffer appendHex(long number) {
        int zeros = Long.numberOfLeadingZeros(number | 1);
        return appendHex(number, (Long.SIZE - 1 - zeros) / NIBBLE + 1);
    }

    /** Appends the last digits of a number in hexadecimal. */
    public TextBuffer appendHex(long number, int digits) {
        reserve(digits);
        for (int shift = (digits - 1) * NIBBLE; shift >= 0; shift -= NIBBLE) {
            bytes[size++] = DIGITS[(int) (number >>> shift) & 0xf];
        }
        return this;
    }

    /** Appends bytes in hexadecimal, with blanks between them. */
    public TextBuffer appendOctets(byte[] octets, int from, int to) {
        reserve((to - from) * 3);
        for (int i = from; i < to; i++) {
            bytes[size] = DIGITS[octets[i] >> NIBBLE & 0xf];
            bytes[size + 1] = DIGITS[octets[i] & 0xf];
            bytes[size + 2] = ' ';
            size += 3;
        }
        size -= to > from ? 1 : 0;
        return this;
    }

    /** Writes the text and leaves it empty. */
    public void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, MOST)));
        }
    }

    private TextBuffer digits(long number, int count) {
        long rest = number;
        for (int at = size + count - 1; at >= size; at--) {
            long tenth = rest / 10;
            bytes[at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        size += count;
        return this;
    }

    private static int decimals(long number) {
        int count = 1;
        for (long limit = 10; number >= limit && count < LONGEST_NUMBER - 1; limit *= 10) {
            count++;
        }
        return count;
    }
}
