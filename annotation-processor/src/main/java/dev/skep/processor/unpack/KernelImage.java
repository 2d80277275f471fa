package dev.skep.processor.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Where images of kernels have what they unpack to: {@code Documentation/arch/x86/boot.rst}, {@code drivers/firmware/efi/libstub/zboot-header.S}. */
final class KernelImage {
    private static final int SECTOR = 512;

    /** Where a boot sector ends. */
    private static final short BOOT_FLAG = (short) 0xAA55;

    /** {@code HdrS}. */
    private static final int X86_MAGIC = 0x5372_6448;

    /** The first version of the header that says where the kernel is. */
    private static final int X86_VERSION = 0x0208;

    /** {@code zimg}. */
    private static final int ZBOOT_MAGIC = 0x676D_697A;

    /** {@code struct btf_header}: magic, version, flags and length. */
    private static final byte[] TYPES = {(byte) 0x9F, (byte) 0xEB, 1, 0, 24, 0, 0, 0};

    private KernelImage() {}

    /** Returns the kernel that an image unpacks; empty when it is no such image. */
    static Optional<byte[]> kernelIn(byte[] file) throws IOException {
        var image = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length > 0x250 && image.getShort(0x1FE) == BOOT_FLAG && image.getInt(0x202) == X86_MAGIC)
            return Optional.of(x86(file, image));
        if (file.length > 0x40 && image.getInt(4) == ZBOOT_MAGIC)
            return Optional.of(
                    unpack(file, Integer.toUnsignedLong(image.getInt(8)), Integer.toUnsignedLong(image.getInt(12))));
        return Optional.empty();
    }

    private static byte[] x86(byte[] file, ByteBuffer image) throws IOException {
        if (image.getShort(0x206) < X86_VERSION) throw new IOException("an image of a kernel before 2.6.26");
        var setup = Byte.toUnsignedInt(image.get(0x1F1));
        var start = (setup == 0 ? 4 : setup) * SECTOR + SECTOR;
        var from = start + Integer.toUnsignedLong(image.getInt(0x248));
        return unpack(file, from, Integer.toUnsignedLong(image.getInt(0x24C)));
    }

    /** What is packed by anything but gzip has its unpacked size behind it. */
    private static byte[] unpack(byte[] file, long from, long size) throws IOException {
        if (from + size > file.length)
            throw new IOException(
                    "the image ends after " + file.length + " bytes, and the kernel in it after " + (from + size));
        var packing = Packing.of(file, (int) from)
                .orElseThrow(
                        () -> new IOException("the kernel in the image is packed in a way that is not known here"));
        var behind = packing == Packing.GZIP ? 0 : Integer.BYTES;
        return packing.unpack(file, (int) from, (int) (from + size) - behind);
    }

    /** Returns the types that lie somewhere in an image that is not packed. */
    static Optional<ByteBuffer> typesIn(byte[] file) {
        for (var at = 0; at <= file.length - TYPES.length - 16; at++) {
            if (file[at] != TYPES[0] || file[at + 1] != TYPES[1]) continue;
            var types = types(file, at);
            if (types.isPresent()) return types;
        }
        return Optional.empty();
    }

    private static Optional<ByteBuffer> types(byte[] file, int at) {
        for (var i = 0; i < TYPES.length; i++) if (file[at + i] != TYPES[i]) return Optional.empty();
        var header = ByteBuffer.wrap(file, at, file.length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
        var records = Integer.toUnsignedLong(header.getInt(12));
        var strings = Integer.toUnsignedLong(header.getInt(16));
        var end = TYPES.length + 16 + strings + Integer.toUnsignedLong(header.getInt(20));
        var isWhole = header.getInt(8) == 0 && records == strings && end <= header.limit();
        return isWhole ? Optional.of(header.slice(0, (int) end)) : Optional.empty();
    }
}
