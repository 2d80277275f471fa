package dev.skep.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as the running kernel lays them out in keys, values and contexts. */
public final class NativeOrder {
    private NativeOrder() {}

    /** The four bytes of each value, one after the other. */
    public static byte[] u32(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** The eight bytes of each value, one after the other. */
    public static byte[] u64(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    /** The unsigned number in {@code bytes}, which are 1, 2, 4 or 8. */
    public static long number(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (bytes.length == Byte.BYTES) {
            return Byte.toUnsignedLong(buffer.get());
        } else if (bytes.length == Short.BYTES) {
            return Short.toUnsignedLong(buffer.getShort());
        } else if (bytes.length == Integer.BYTES) {
            return Integer.toUnsignedLong(buffer.getInt());
        } else if (bytes.length == Long.BYTES) {
            return buffer.getLong();
        }
        throw new IllegalArgumentException("a number has 1, 2, 4 or 8 bytes, not " + bytes.length);
    }

    /** The lowest {@code size} bytes of {@code value}; {@code size} is 1, 2, 4 or 8 and holds it, signed or unsigned. */
    static byte[] sized(long value, int size) {
        int bits = size * Byte.SIZE;
        boolean fits = size == Long.BYTES || (value >= -(1L << (bits - 1)) && value < (1L << bits));
        if (!fits) {
            throw new IllegalArgumentException(value + " does not fit in " + size + " bytes");
        }
        byte[] wide = u64(value);
        byte[] narrow = new byte[size];
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        System.arraycopy(wide, little ? 0 : Long.BYTES - size, narrow, 0, size);
        return narrow;
    }
}
