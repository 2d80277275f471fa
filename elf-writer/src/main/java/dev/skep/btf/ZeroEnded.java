package dev.skep.btf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at strings that end with a zero byte, eight bytes at a time. */
final class ZeroEnded {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private ZeroEnded() {}

    /** Where the first zero byte at or behind a place is; there is one. */
    static int end(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long zeros = (word - LOWEST_BITS) & ~word & HIGHEST_BITS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        while (bytes[at] != 0) {
            at++;
        }
        return at;
    }

    /** Whether no byte has its highest bit set. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        long bits = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            bits |= (long) LONGS.get(bytes, at);
        }
        for (; at < to; at++) {
            bits |= bytes[at];
        }
        return (bits & HIGHEST_BITS) == 0;
    }
}
