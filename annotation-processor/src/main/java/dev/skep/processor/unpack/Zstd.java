package dev.skep.processor.unpack;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.Arrays;

/** Frames of zstd, RFC 8878. */
final class Zstd {
    private static final int DESCRIPTOR = 4;
    private static final int WINDOW = 5;

    /** Says that the frame has a size in place of a window. */
    private static final int SINGLE_SEGMENT = 1 << 5;

    /** A window of 8 MiB, the largest that the library takes: {@code (log2 - 10) << 3}. */
    private static final int LARGEST_WINDOW = (23 - 10) << 3;

    private Zstd() {}

    /** A frame need not say how much it yields. */
    static byte[] unpack(byte[] file, int from, int to) throws Packing.TooLarge {
        var frame = withinWindow(Arrays.copyOfRange(file, from, to));
        var said = ZstdDecompressor.getDecompressedSize(frame, 0, frame.length);
        if (said > TypeFile.LIMIT) throw new Packing.TooLarge();
        for (var size = said > 0 ? said : Math.max(1 << 20, 4L * frame.length); ; size *= 2) {
            var whole = new byte[(int) Math.min(size, TypeFile.LIMIT)];
            try {
                var length = new ZstdDecompressor().decompress(frame, 0, frame.length, whole, 0, whole.length);
                return Arrays.copyOf(whole, length);
            } catch (MalformedInputException e) {
                if (said > 0 || !isTooSmall(e)) throw e;
                if (whole.length == TypeFile.LIMIT) throw new Packing.TooLarge();
            }
        }
    }

    /**
     * The window says how much of what was unpacked has to be kept, up to 128 MiB of a kernel. All of it is kept here, and the library need
     * not know of a larger one than it takes.
     */
    private static byte[] withinWindow(byte[] frame) {
        if (frame.length > WINDOW
                && (frame[DESCRIPTOR] & SINGLE_SEGMENT) == 0
                && Byte.toUnsignedInt(frame[WINDOW]) > LARGEST_WINDOW) frame[WINDOW] = LARGEST_WINDOW;
        return frame;
    }

    private static boolean isTooSmall(MalformedInputException e) {
        return String.valueOf(e.getMessage()).contains("too small");
    }
}
