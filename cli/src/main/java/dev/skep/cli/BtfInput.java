package dev.skep.cli;

import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfReader;
import dev.skep.processor.unpack.TypeFile;
import dev.skep.processor.unpack.TypeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The types that a file has: BTF alone, an ELF file with a section of it, an image of a kernel or an archive.
 *
 * @param graph the types, after those of the base if there is one
 * @param first the first that is not of the base
 * @param order the byte order they are in
 */
record BtfInput(BtfGraph graph, BtfId first, ByteOrder order) {
    private static final int SIZE_LIMIT = 1 << 28;

    /** Reads a file; what {@code /sys/kernel/btf} has for a module goes on where the kernel's types end. */
    static BtfInput read(StandardStreams streams, String file, Optional<String> base) throws IOException {
        var found = types(streams, file);
        var types = found.types();
        var below = base.or(() -> baseOf(file));
        var baseTypes =
                below.isPresent() ? Optional.of(types(streams, below.get()).types()) : found.base();
        try {
            return of(types, baseTypes);
        } catch (BtfFormatException e) {
            throw new InputException(file + ": " + e.getMessage());
        }
    }

    private static BtfInput of(ByteBuffer types, Optional<ByteBuffer> base) {
        var order = BtfReader.order(types);
        if (base.isEmpty()) {
            return new BtfInput(BtfReader.read(types), new BtfId(1), order);
        }
        var first = new BtfId(BtfIndex.of(base.get()).size() + 1);
        return new BtfInput(BtfReader.readSplit(types, base.get()), first, order);
    }

    private static Optional<String> baseOf(String file) {
        return file.equals(StandardStreams.NAME)
                ? Optional.empty()
                : TypeFiles.baseOf(Path.of(file)).map(Path::toString);
    }

    private static TypeFile types(StandardStreams streams, String file) throws IOException {
        try {
            var elf = file.equals(StandardStreams.NAME) ? Optional.<TypeFile>empty() : ofElf(Path.of(file));
            return elf.isPresent() ? elf.get() : found(streams.read(file, SIZE_LIMIT));
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage());
        }
    }

    private static Optional<TypeFile> ofElf(Path file) {
        try {
            return TypeFile.ofElf(file);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }

    private static TypeFile found(byte[] bytes) {
        try {
            return TypeFile.of(bytes);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
