package dev.skep.object.internal.read;

import dev.skep.btf.BtfSections;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Section.Content;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The sections of a file that tell its types. */
public final class TypeSections {
    /** The types. */
    public static final String BTF = ".BTF";

    /** What is known about code. */
    public static final String BTF_EXT = ".BTF.ext";

    private TypeSections() {}

    /** The first sections of these names, if there are types. */
    public static Optional<BtfSections> of(ElfFile elf) {
        var ext = content(elf, BTF_EXT);
        return content(elf, BTF)
                .map(btf -> ext.map(code -> BtfSections.of(btf, code)).orElseGet(() -> BtfSections.of(btf)));
    }

    private static Optional<ByteBuffer> content(ElfFile elf, String name) {
        var index = elf.find(name);
        return index.isPresent() && elf.section(index.getAsInt()) instanceof Content content
                ? Optional.of(content.bytes().buffer(elf.order()))
                : Optional.empty();
    }
}
