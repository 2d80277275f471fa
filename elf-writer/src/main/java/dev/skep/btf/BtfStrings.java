package dev.skep.btf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The string section of {@code .BTF}, read: offset to string, each decoded once. */
final class BtfStrings {
    private static final int TAIL_SHARING = 16;
    private static final int PAGE = 1 << 7;

    private final @Nullable BtfStrings base;
    private final int start;
    private final byte[] bytes;
    private final int from;
    /** What is known, in pages that are there when something on them is: who reads a few types needs few of a million places. */
    private final @Nullable String[] @Nullable [] decoded;

    /** Strings may share tails, so a small section could stand for endless text; what nobody means is refused. */
    private long budget;

    BtfStrings(ByteBuffer bytes, BtfHeader header) {
        this(section(bytes, header), header, null);
    }

    /** Strings whose offsets go on where those of other types end. */
    BtfStrings(ByteBuffer bytes, BtfHeader header, BtfStrings base) {
        this(section(bytes, header), header, base);
    }

    /** The strings of this section, whose bytes nobody changes. */
    BtfStrings(byte[] section, BtfHeader header) {
        this(section, header, null);
    }

    private BtfStrings(byte[] section, BtfHeader header, @Nullable BtfStrings base) {
        this.base = base;
        this.start = base == null ? 0 : base.bytes.length;
        this.from = header.stringsFrom();
        this.bytes = section;
        this.decoded = new String[(this.bytes.length + PAGE - 1) / PAGE][];
        this.budget = TAIL_SHARING * (long) this.bytes.length;
    }

    private static byte[] section(ByteBuffer bytes, BtfHeader header) {
        byte[] section = new byte[header.stringsTo() - header.stringsFrom()];
        bytes.get(header.stringsFrom(), section);
        return section;
    }

    /** The string at this offset of the string section; the section ends with a zero byte, so every string ends in it. */
    String at(int offset, int user) {
        if (base != null && offset >= 0 && offset < start) {
            return base.at(offset, user);
        }
        int own = own(offset, user);
        var page = decoded[own / PAGE];
        if (page == null) {
            page = new String[PAGE];
            decoded[own / PAGE] = page;
        }
        var known = page[own % PAGE];
        if (known == null) {
            known = decode(own, end(own));
            page[own % PAGE] = known;
        }
        return known;
    }

    /** Where the string at this offset, which is not one of the base, ends in {@link #bytes}; it is text. */
    int end(int offset, int user) {
        int own = own(offset, user);
        int end = end(own);
        if (!ZeroEnded.isAscii(bytes, own, end)) {
            decodeStrictly(own, end);
        }
        return end;
    }

    /** The bytes of the section, in which offsets of strings without a base count. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether these bytes, which are a string and the zero byte at its end, are at an offset. */
    boolean isAt(int offset, byte[] text) {
        return offset >= 0
                && offset <= bytes.length - text.length
                && bytes[offset] == text[0]
                && Arrays.equals(bytes, offset, offset + text.length, text, 0, text.length);
    }

    private int own(int offset, int user) {
        int own = offset - start;
        if (own < 0 || own >= bytes.length) {
            throw new BtfFormatException(
                    user,
                    "string offset " + Integer.toUnsignedString(offset) + ", strings have " + (start + bytes.length)
                            + " bytes");
        }
        return own;
    }

    private int end(int offset) {
        int end = ZeroEnded.end(bytes, offset);
        budget -= end - offset + 1;
        if (budget < 0) {
            throw new BtfFormatException(
                    from + offset,
                    "strings that share tails add up to " + TAIL_SHARING + " times their section of " + bytes.length
                            + " bytes");
        }
        return end;
    }

    private String decode(int offset, int end) {
        return ZeroEnded.isAscii(bytes, offset, end)
                ? new String(bytes, offset, end - offset, ISO_8859_1)
                : decodeStrictly(offset, end);
    }

    private String decodeStrictly(int start, int end) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BtfFormatException(from + start, "string is not UTF-8", e);
        }
    }
}
