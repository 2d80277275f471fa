package dev.skep.processor.unpack;

import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfSections;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The BTF that a file has.
 *
 * @param types as a {@code .BTF} section has them
 * @param base the section that a module brings along for what it needs of the kernel's types, if it does
 */
public record TypeFile(ByteBuffer types, Optional<ByteBuffer> base) {
    /** How many bytes a file may unpack to. */
    static final int LIMIT = 1 << 28;

    /** A packed archive with a packed file is as deep as it gets. */
    private static final int DEPTH = 4;

    private static final int ELF_MAGIC = 0x7F45_4C46;

    /**
     * Finds the BTF that a file has; what is nothing else is BTF to those who read it, and say what is wrong with that.
     *
     * @throws IOException when an ELF file or an archive has none, or something cannot be unpacked
     */
    public static TypeFile of(byte[] file) throws IOException {
        return of(file, DEPTH);
    }

    private static TypeFile of(byte[] file, int depth) throws IOException {
        if (isTypes(file)) return new TypeFile(ByteBuffer.wrap(file), Optional.empty());
        if (isElf(file)) return ofElf(file);
        if (depth == 0) throw new IOException("packed in more than " + DEPTH + " layers");
        if (Archive.is(file)) return of(Archive.typesIn(file), depth - 1);
        var packing = Packing.of(file, 0);
        if (packing.isPresent()) return of(packing.get().unpack(file, 0, file.length), depth - 1);
        var kernel = KernelImage.kernelIn(file);
        if (kernel.isPresent()) return of(kernel.get(), depth - 1);
        return new TypeFile(KernelImage.typesIn(file).orElse(ByteBuffer.wrap(file)), Optional.empty());
    }

    /** Returns whether bytes begin as BTF does, in one byte order or the other. */
    static boolean isTypes(byte[] file) {
        if (file.length < Short.BYTES) return false;
        var magic = ByteBuffer.wrap(file).getShort();
        return magic == (short) 0xEB9F || magic == (short) 0x9FEB;
    }

    static boolean isElf(byte[] file) {
        return file.length >= Integer.BYTES && ByteBuffer.wrap(file).getInt() == ELF_MAGIC;
    }

    private static TypeFile ofElf(byte[] file) throws IOException {
        try (var channel = new SeekableInMemoryByteChannel(file)) {
            return ofElf(channel);
        }
    }

    /**
     * Finds the BTF of an ELF file, of which nothing else is read, however long it is; empty where it is something else.
     *
     * @throws IOException when an ELF file has none
     */
    public static Optional<TypeFile> ofElf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) return Optional.empty();
        try (var channel = FileChannel.open(file)) {
            var start = ByteBuffer.allocate(Integer.BYTES);
            channel.read(start, 0);
            return isElf(start.array()) ? Optional.of(ofElf(channel)) : Optional.empty();
        }
    }

    private static TypeFile ofElf(SeekableByteChannel file) throws IOException {
        try {
            var sections = ElfSections.of(file, LIMIT);
            var types = sections.find(".BTF").orElseThrow(() -> new IOException("no section .BTF"));
            return new TypeFile(types, sections.find(".BTF.base"));
        } catch (ElfFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
