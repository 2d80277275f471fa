package dev.skep.btf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A hash that starts at a number nobody knows: whoever writes types cannot make them collide. It tells where in a table something is
 * looked for and must not decide on anything that is written.
 */
final class SecretHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd, and about half of its bits are set. */
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final long start = ThreadLocalRandom.current().nextLong();

    /** The hash of some bytes. */
    int of(byte[] bytes, int from, int to) {
        long hash = start ^ (to - from);
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return fold(mix(hash ^ rest));
    }

    /** The hash of a number. */
    int of(int number) {
        return fold(mix(start ^ number));
    }

    /** The hash of some numbers. */
    int of(int[] numbers, int from, int to) {
        long hash = start ^ (to - from);
        for (int at = from; at < to; at++) {
            hash = mix(hash ^ numbers[at]);
        }
        return fold(hash);
    }

    /** Both halves of the product: the upper one hides what the lower one would show of single bits. */
    private static long mix(long value) {
        return value * FACTOR ^ Math.multiplyHigh(value, FACTOR);
    }

    private static int fold(long hash) {
        return (int) (hash ^ hash >>> Integer.SIZE);
    }
}
