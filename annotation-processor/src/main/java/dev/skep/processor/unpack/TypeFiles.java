package dev.skep.processor.unpack;

import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types of kernels and modules, out of the files that have them. */
public final class TypeFiles {
    private static final Path KERNEL = Path.of("/sys/kernel/btf");
    private static final Path VMLINUX = KERNEL.resolve("vmlinux");

    private TypeFiles() {}

    /** Returns the file with the types that those of a file go on from, known for what {@code /sys/kernel/btf} has of modules. */
    public static Optional<Path> baseOf(Path file) {
        var path = file.toAbsolutePath().normalize();
        return KERNEL.equals(path.getParent()) && !path.equals(VMLINUX) ? Optional.of(VMLINUX) : Optional.empty();
    }

    /**
     * Returns the types of a file: BTF, an ELF file or an image of a kernel, packed or not.
     *
     * @param base the file with the types that they go on from; null for none, or for the one that is known
     * @throws IOException when a file cannot be read or has no types
     */
    public static BtfIndex index(Path file, @Nullable Path base) throws IOException {
        var below = Optional.ofNullable(base).or(() -> baseOf(file));
        if (below.isEmpty() && isTypes(file)) return BtfIndex.of(file);
        var types = types(file);
        var baseTypes = below.isPresent() ? Optional.of(types(below.get()).types()) : types.base();
        return baseTypes.isPresent() ? joined(types.types(), baseTypes.get()) : alone(types);
    }

    private static BtfIndex alone(TypeFile file) throws IOException {
        try {
            return BtfIndex.of(file.types());
        } catch (BtfFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static BtfIndex joined(ByteBuffer types, ByteBuffer base) throws IOException {
        try {
            var graph = BtfReader.readSplit(types, base);
            return BtfIndex.of(
                    ByteBuffer.wrap(BtfWriter.of(graph, BtfReader.order(types)).btf()));
        } catch (BtfFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static boolean isTypes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return TypeFile.isTypes(in.readNBytes(Short.BYTES));
        }
    }

    private static TypeFile types(Path file) throws IOException {
        var elf = TypeFile.ofElf(file);
        return elf.isPresent() ? elf.get() : TypeFile.of(read(file));
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(TypeFile.LIMIT + 1);
            if (bytes.length > TypeFile.LIMIT) throw new IOException("more than " + (TypeFile.LIMIT >> 20) + " MiB");
            return bytes;
        }
    }
}
