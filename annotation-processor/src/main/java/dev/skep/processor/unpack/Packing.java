package dev.skep.processor.unpack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** What files are packed by, as their first bytes tell. */
enum Packing {
    // spotless:off
    GZIP       (stream(GZIPInputStream::new),                                                   0x1F, 0x8B, 0x08),
    XZ         (stream(in -> new SingleXZInputStream(in, Packing.KIBIBYTES)),   0xFD, '7', 'z', 'X', 'Z', 0),
    ZSTD       (Zstd::unpack,                                                                    0x28, 0xB5, 0x2F, 0xFD),
    BZIP2      (stream(BZip2CompressorInputStream::new),                                        'B', 'Z', 'h'),
    LZ4        (stream(FramedLZ4CompressorInputStream::new),                                    0x04, 0x22, 0x4D, 0x18),
    LZ4_LEGACY (LegacyLz4::unpack,                                                              0x02, 0x21, 0x4C, 0x18),
    LZMA       (stream(in -> new LZMAInputStream(in, Packing.KIBIBYTES)),           0x5D, 0x00, 0x00);
    // spotless:on

    /** How much memory an unpacker may take for itself: that of what it may yield. */
    private static final int KIBIBYTES = TypeFile.LIMIT >> 10;

    private final Unpacker unpacker;
    private final byte[] magic;

    /** Returns what some bytes of a file unpack to. */
    interface Unpacker {
        byte[] unpack(byte[] file, int from, int to) throws IOException;
    }

    private interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    Packing(Unpacker unpacker, int... magic) {
        this.unpacker = unpacker;
        this.magic = new byte[magic.length];
        for (var i = 0; i < magic.length; i++) this.magic[i] = (byte) magic[i];
    }

    /** Returns what a file is packed by from a place on; empty where it is by nothing that is known. */
    static Optional<Packing> of(byte[] file, int from) {
        return Arrays.stream(values()).filter(row -> row.isAt(file, from)).findFirst();
    }

    private boolean isAt(byte[] file, int from) {
        return from >= 0
                && from <= file.length - magic.length
                && Arrays.equals(file, from, from + magic.length, magic, 0, magic.length);
    }

    /**
     * Returns what some bytes of a file unpack to; what comes behind the packed ones does not matter.
     *
     * @throws IOException when they are broken, or unpack to more than the limit
     */
    byte[] unpack(byte[] file, int from, int to) throws IOException {
        try {
            return unpacker.unpack(file, from, to);
        } catch (TooLarge e) {
            throw e;
        } catch (IOException | RuntimeException e) { // these are the unpackers' ways to say that bytes make no sense
            throw new IOException("broken " + name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(), e);
        }
    }

    /** What a file unpacks to has no end that anybody would wait for. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("unpacks to more than " + (TypeFile.LIMIT >> 20) + " MiB");
        }
    }

    private static Unpacker stream(Opener opener) {
        return (file, from, to) -> {
            try (var in = opener.open(new ByteArrayInputStream(file, from, to - from))) {
                return all(in);
            }
        };
    }

    /** Returns what a stream has. */
    static byte[] all(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[1 << 16];
        for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
            if (bytes.size() + read > TypeFile.LIMIT) throw new TooLarge();
            bytes.write(piece, 0, read);
        }
        return bytes.toByteArray();
    }
}
