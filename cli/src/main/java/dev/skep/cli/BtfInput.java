package dev.skep.cli;

import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfReader;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The types that a file has, be it BTF alone or an ELF file with a section of it.
 *
 * @param graph the types, after those of the base if there is one
 * @param first the first that is not of the base
 * @param order the byte order they are in
 */
record BtfInput(BtfGraph graph, BtfId first, ByteOrder order) {
    private static final int SIZE_LIMIT = 1 << 28;
    private static final Path KERNEL = Path.of("/sys/kernel/btf");
    private static final Path VMLINUX = KERNEL.resolve("vmlinux");
    private static final int ELF_MAGIC = 0x7F45_4C46;

    /** Reads a file; what {@code /sys/kernel/btf} has for a module goes on where the kernel's types end. */
    static BtfInput read(StandardStreams streams, String file, Optional<String> base) throws IOException {
        var types = types(streams, file);
        var below = base.or(() -> baseOf(file));
        try {
            var order = BtfReader.order(types);
            if (below.isEmpty()) {
                return new BtfInput(BtfReader.read(types), new BtfId(1), order);
            }
            var baseTypes = types(streams, below.get());
            var first = new BtfId(BtfIndex.of(baseTypes).size() + 1);
            return new BtfInput(BtfReader.readSplit(types, baseTypes), first, order);
        } catch (BtfFormatException e) {
            throw new InputException(file + ": " + e.getMessage());
        }
    }

    private static Optional<String> baseOf(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        boolean ofModule = KERNEL.equals(path.getParent()) && !path.equals(VMLINUX);
        return ofModule ? Optional.of(VMLINUX.toString()) : Optional.empty();
    }

    private static ByteBuffer types(StandardStreams streams, String file) throws IOException {
        try {
            byte[] bytes = streams.read(file, SIZE_LIMIT);
            boolean elf =
                    bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == ELF_MAGIC;
            return elf ? section(ElfReader.read(bytes)) : ByteBuffer.wrap(bytes);
        } catch (ElfFormatException | InputException e) {
            throw new InputException(file + ": " + e.getMessage());
        }
    }

    private static ByteBuffer section(ElfFile elf) {
        var index = elf.find(".BTF");
        if (index.isPresent() && elf.section(index.getAsInt()) instanceof Section.Content content) {
            return content.bytes().buffer(elf.order());
        }
        throw new InputException("no section .BTF");
    }
}
