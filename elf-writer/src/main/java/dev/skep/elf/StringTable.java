package dev.skep.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a string table and where each string is in them. A string that is the tail of another shares its bytes, as in every
 * linker's output.
 */
public final class StringTable {
    /** Compares from the last byte to the first, so that a string comes right after the longer ones it is a tail of. */
    private static final Comparator<Name> LONGEST_TAIL_FIRST = Name::longestTailFirst;

    private final ByteString bytes;
    private final Map<String, Integer> offsets;

    private StringTable(ByteString bytes, Map<String, Integer> offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** The table of these strings; their order and number do not matter. */
    public static StringTable of(Collection<String> strings) {
        var sorted = new ArrayList<Name>(strings.size());
        for (String string : strings) {
            if (string.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "name \"" + string.replace("\0", "\\0") + "\" has a zero byte inside");
            }
            sorted.add(new Name(string));
        }
        sorted.sort(LONGEST_TAIL_FIRST);
        return layOut(sorted);
    }

    private static StringTable layOut(List<Name> longestTailFirst) {
        var out = new ByteArrayOutputStream();
        out.write(0);
        Map<String, Integer> offsets = new HashMap<>(longestTailFirst.size() * 2);
        offsets.put("", 0);
        byte[] last = {};
        for (Name name : longestTailFirst) {
            byte[] bytes = name.bytes;
            if (bytes.length == 0) {
                continue;
            }
            if (!isTail(bytes, last)) {
                out.write(bytes, 0, bytes.length);
                out.write(0);
                last = bytes;
            }
            offsets.put(name.string, out.size() - 1 - bytes.length);
        }
        return new StringTable(ByteString.of(out.toByteArray()), offsets);
    }

    /** A string and its bytes, the last of which are in {@code tail} as a number: it decides most comparisons. */
    private static final class Name {
        private final String string;
        private final byte[] bytes;
        private final long tail;

        Name(String string) {
            this.string = string;
            this.bytes = string.getBytes(UTF_8);
            long last = 0;
            for (int i = 1; i <= Long.BYTES; i++) {
                last = last << Byte.SIZE | (i <= bytes.length ? bytes[bytes.length - i] & 0xffL : 0);
            }
            this.tail = last;
        }

        static int longestTailFirst(Name a, Name b) {
            return a.tail == b.tail ? compareTails(b.bytes, a.bytes) : Long.compareUnsigned(b.tail, a.tail);
        }
    }

    /** The bytes, the first and the last being zero. */
    public ByteString bytes() {
        return bytes;
    }

    /**
     * Where this string starts.
     *
     * @throws IllegalArgumentException if the table was made without it
     */
    public int offset(String string) {
        var offset = offsets.get(string);
        if (offset == null) {
            throw new IllegalArgumentException("the string table has no \"" + string + "\"");
        }
        return offset;
    }

    private static boolean isTail(byte[] tail, byte[] whole) {
        int from = whole.length - tail.length;
        return from >= 0 && Arrays.equals(tail, 0, tail.length, whole, from, whole.length);
    }

    private static int compareTails(byte[] a, byte[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 1; i <= common; i++) {
            int order = Byte.compareUnsigned(a[a.length - i], b[b.length - i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
