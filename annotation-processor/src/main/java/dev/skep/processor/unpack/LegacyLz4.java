package dev.skep.processor.unpack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/** The format of {@code lz4 -l}, which kernels are packed in: a magic number, then blocks with their size in front, each of 8 MiB but the last. */
final class LegacyLz4 {
    private static final int BLOCK = 8 << 20;

    private LegacyLz4() {}

    static byte[] unpack(byte[] file, int from, int to) throws IOException {
        var in = ByteBuffer.wrap(file, from + Integer.BYTES, to - from - Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        var all = new ByteArrayOutputStream();
        var isLast = false;
        while (!isLast && in.remaining() >= Integer.BYTES) {
            var size = in.getInt();
            if (size < 0 || size > in.remaining())
                throw new IOException("a block of " + Integer.toUnsignedString(size) + " bytes, of which "
                        + in.remaining() + " are there");
            var block = block(file, in.position(), size);
            in.position(in.position() + size);
            isLast = block.length < BLOCK;
            if (all.size() + block.length > TypeFile.LIMIT) throw new Packing.TooLarge();
            all.write(block);
        }
        return all.toByteArray();
    }

    private static byte[] block(byte[] file, int from, int size) throws IOException {
        try (var in = new BlockLZ4CompressorInputStream(new ByteArrayInputStream(file, from, size))) {
            return in.readNBytes(BLOCK);
        }
    }
}
