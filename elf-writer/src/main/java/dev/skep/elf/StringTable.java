package dev.skep.elf;

import java.nio.ByteBuffer;
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
        var packed = PackedStrings.of(strings);
        return layOut(packed, TailOrder.longestTailFirst(packed));
    }

    private static StringTable layOut(PackedStrings strings, int[] longestTailFirst) {
        byte[] out = new byte[Math.addExact(1 + strings.size(), strings.length())];
        int[] offsets = new int[strings.size()];
        int size = 1;
        int last = -1;
        for (int string : longestTailFirst) {
            int length = strings.end(string) - strings.start(string);
            if (length == 0) {
                continue;
            }
            if (last < 0 || !strings.isTail(string, last)) {
                System.arraycopy(strings.bytes(), strings.start(string), out, size, length);
                size += length + 1;
                last = string;
            }
            offsets[string] = size - 1 - length;
        }
        return new StringTable(ByteString.sharing(ByteBuffer.wrap(out, 0, size)), offsets);
    }

    /** The bytes, the first and the last being zero. */
    public ByteString bytes() {
        return bytes;
    }

    /** Where the string of this index, among those that the table was made of, starts. */
    public int offset(int index) {
        return offsets[index];
    }
}
