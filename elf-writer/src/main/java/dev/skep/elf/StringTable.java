package dev.skep.elf;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a string table and where each string is in them. A string that is the tail of another shares its bytes, as in every
 * linker's output.
 */
public final class StringTable {
    private final ByteString bytes;
    private final int[] offsets;

    private StringTable(ByteString bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** The table of these strings, whose order and number do not change its bytes. */
    public static StringTable of(List<String> strings) {
        var names = new TailOrder.Name[strings.size()];
        for (int i = 0; i < names.length; i++) {
            String string = strings.get(i);
            if (string.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "name \"" + string.replace("\0", "\\0") + "\" has a zero byte inside");
            }
            names[i] = new TailOrder.Name(i, string);
        }
        return layOut(TailOrder.longestTailFirst(names));
    }

    private static StringTable layOut(TailOrder.Name[] longestTailFirst) {
        var out = new ByteArrayOutputStream();
        out.write(0);
        int[] offsets = new int[longestTailFirst.length];
        byte[] last = {};
        for (TailOrder.Name name : longestTailFirst) {
            byte[] bytes = name.bytes();
            if (bytes.length == 0) {
                continue;
            }
            if (!isTail(bytes, last)) {
                out.write(bytes, 0, bytes.length);
                out.write(0);
                last = bytes;
            }
            offsets[name.index()] = out.size() - 1 - bytes.length;
        }
        return new StringTable(ByteString.of(out.toByteArray()), offsets);
    }

    /** The bytes, the first and the last being zero. */
    public ByteString bytes() {
        return bytes;
    }

    /** Where the string of this index, among those that the table was made of, starts. */
    public int offset(int index) {
        return offsets[index];
    }

    private static boolean isTail(byte[] tail, byte[] whole) {
        int from = whole.length - tail.length;
        return from >= 0 && Arrays.equals(tail, 0, tail.length, whole, from, whole.length);
    }
}
