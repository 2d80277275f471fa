package dev.skep.elf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** A string table being read: offset to string, each decoded once. */
final class Names {
    private static final int TAIL_SHARING = 16;
    private static final int ALWAYS = 1 << 16;
    private static final int SPREAD = 0x9e3779b9;

    private final byte[] table;
    /** An open hash table: files have names by the hundred thousand. */
    private int[] offsets = new int[64];

    private @Nullable String[] decoded = new String[64];
    private int count;
    /** Names may share tails, so a small table could stand for endless text; what nobody means is refused. */
    private long budget;

    Names(ByteString table) {
        this.table = table.toArray();
        this.budget = TAIL_SHARING * (long) table.size() + ALWAYS;
    }

    String at(int offset, long user) {
        if (offset == 0 && table.length == 0) {
            return "";
        }
        if (offset < 0 || offset >= table.length) {
            throw new ElfFormatException(
                    user,
                    "name at " + Integer.toUnsignedString(offset) + " of a string table of " + table.length + " bytes");
        }
        int slot = slot(offset);
        String name = decoded[slot];
        if (name == null) {
            name = decode(offset, user);
            offsets[slot] = offset;
            decoded[slot] = name;
            if (++count * 2 > decoded.length) {
                grow();
            }
        }
        return name;
    }

    private int slot(int offset) {
        int slot = (offset * SPREAD) >>> (Integer.numberOfLeadingZeros(decoded.length) + 1);
        while (decoded[slot] != null && offsets[slot] != offset) {
            slot = (slot + 1) & (decoded.length - 1);
        }
        return slot;
    }

    private void grow() {
        int[] oldOffsets = offsets;
        @Nullable String[] old = decoded;
        offsets = new int[old.length * 2];
        decoded = new String[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slot(oldOffsets[i]);
                offsets[slot] = oldOffsets[i];
                decoded[slot] = old[i];
            }
        }
    }

    private String decode(int offset, long user) {
        int end = offset;
        boolean plain = true;
        while (end < table.length && table[end] != 0) {
            plain &= table[end++] > 0;
        }
        if (end == table.length) {
            throw new ElfFormatException(user, "name at " + offset + " does not end in its string table");
        }
        budget -= end - offset + 1;
        if (budget < 0) {
            throw new ElfFormatException(
                    user,
                    "names that share tails add up to more than " + TAIL_SHARING + " times their string table of "
                            + table.length + " bytes");
        }
        if (plain) {
            return new String(table, offset, end - offset, US_ASCII);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(table, offset, end - offset))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ElfFormatException(user, "name at " + offset + " is not UTF-8");
        }
    }
}
