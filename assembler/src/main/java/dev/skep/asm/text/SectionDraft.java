package dev.skep.asm.text;

import dev.skep.asm.internal.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A section that is being written. */
final class SectionDraft {
    /** What a section can hold: more is a mistake of the text, or an attack. */
    static final int LIMIT = 1 << 27;

    /** {@code goto +0}, which does nothing. */
    private static final long NOTHING = 0x05;

    final int number;
    final String name;
    final String flags;
    final String type;
    final long entrySize;
    final ByteOrder order;
    final boolean little;
    final boolean isNoBits;
    CodeLines lines = new CodeLines(0);
    long alignment = 1;
    byte[] bytes = new byte[0];
    private ByteBuffer slots;
    int size;

    SectionDraft(int number, String name, String flags, String type, long entrySize, ByteOrder order) {
        this.number = number;
        this.name = name;
        this.flags = flags;
        this.type = type;
        this.entrySize = entrySize;
        this.order = order;
        this.slots = ByteBuffer.wrap(bytes).order(order);
        this.little = order == ByteOrder.LITTLE_ENDIAN;
        this.isNoBits = type.equals(AssemblySection.NOBITS);
    }

    boolean isCode() {
        return flags.indexOf('x') >= 0;
    }

    /** Tells whether so many more bytes are too many. */
    boolean isFull(long more) {
        return more > LIMIT - size;
    }

    void slot(long word) {
        room(Long.BYTES);
        setSlot(size, word);
        size += Long.BYTES;
    }

    long slotAt(int offset) {
        long number = slots.getLong(offset);
        return little ? number : Word.ofBigEndian(number);
    }

    void setSlot(int offset, long word) {
        slots.putLong(offset, little ? word : Word.bigEndian(word));
    }

    /** Appends the lower bytes of a number, in the byte order of the file. */
    void number(long value, int width) {
        room(width);
        setNumber(size, value, width);
        size += width;
    }

    void setNumber(int offset, long value, int width) {
        for (int i = 0; i < width; i++) {
            int shift = Byte.SIZE * (little ? i : width - 1 - i);
            bytes[offset + i] = (byte) (shift < Long.SIZE ? value >> shift : value >> (Long.SIZE - 1));
        }
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Appends a part of other bytes. */
    void octets(byte[] from, int start, int stop) {
        room(stop - start);
        System.arraycopy(from, start, bytes, size, stop - start);
        size += stop - start;
    }

    /** Appends the same byte, so many times. */
    void fill(int value, int count) {
        if (isNoBits) {
            size += count;
            return;
        }
        room(count);
        Arrays.fill(bytes, size, size + count, (byte) value);
        size += count;
    }

    /** Fills up to a multiple of {@code to}: code with instructions that do nothing, data with {@code value}. */
    void align(int to, int value) {
        alignment = Math.max(alignment, to);
        int missing = -size & (to - 1);
        if (isCode() && missing % Long.BYTES == 0) {
            for (int i = 0; i < missing; i += Long.BYTES) {
                slot(NOTHING);
            }
        } else {
            fill(value, missing);
        }
    }

    /** Makes room for about so many slots from so many runs of lines, so that few copies are made on the way there. */
    void expect(int slots, int runs) {
        room(slots * Long.BYTES);
        lines = new CodeLines(runs);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            int grown = Math.max(64, bytes.length + (bytes.length >> 1));
            bytes = Arrays.copyOf(bytes, Math.max(size + more, grown));
            slots = ByteBuffer.wrap(bytes).order(order);
        }
    }
}
