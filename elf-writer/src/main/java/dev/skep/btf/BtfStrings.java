package dev.skep.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** The string section of {@code .BTF}, read: offset to string, each decoded once. */
final class BtfStrings {
    private static final int TAIL_SHARING = 16;

    private final ByteBuffer bytes;
    private final int from;
    private final @Nullable String[] decoded;
    /** Strings may share tails, so a small section could stand for endless text; what nobody means is refused. */
    private long budget;

    BtfStrings(ByteBuffer bytes, BtfHeader header) {
        this.bytes = bytes;
        this.from = header.stringsFrom();
        this.decoded = new String[header.stringsTo() - header.stringsFrom()];
        this.budget = TAIL_SHARING * (long) decoded.length;
    }

    /** The string at this offset of the string section; the section ends with a zero byte, so every string ends in it. */
    String at(int offset, int user) {
        if (offset < 0 || offset >= decoded.length) {
            throw new BtfFormatException(
                    user,
                    "string offset " + Integer.toUnsignedString(offset) + ", strings have " + decoded.length
                            + " bytes");
        }
        var known = decoded[offset];
        if (known == null) {
            known = decode(offset);
            decoded[offset] = known;
        }
        return known;
    }

    private String decode(int offset) {
        int start = from + offset;
        int end = start;
        boolean ascii = true;
        while (bytes.get(end) != 0) {
            ascii &= bytes.get(end) > 0;
            end++;
        }
        budget -= end - start + 1;
        if (budget < 0) {
            throw new BtfFormatException(
                    start,
                    "strings that share tails add up to " + TAIL_SHARING + " times their section of " + decoded.length
                            + " bytes");
        }
        var text = new byte[end - start];
        bytes.get(start, text);
        return ascii ? new String(text, UTF_8) : decodeStrictly(text, start);
    }

    private static String decodeStrictly(byte[] text, int start) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BtfFormatException(start, "string is not UTF-8", e);
        }
    }
}
