package dev.skep.elf;

import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;

/**
 * An ELF64 file as its sections. A section is known by its index in {@code sections}; index 0 is {@link Section.Null}.
 *
 * @param order the byte order of everything
 * @param type relocatable, executable, …
 * @param machine whose code it is
 * @param flags {@code e_flags}, by the rules of the machine
 * @param sections the sections
 * @param sectionNames the index of the section with the names of sections
 */
public record ElfFile(ByteOrder order, int type, int machine, int flags, List<Section> sections, int sectionNames) {
    /** A relocatable file ({@code ET_REL}). */
    public static final int RELOCATABLE = 1;

    /** The machine that is none ({@code EM_NONE}); loaders of BPF take it for BPF. */
    public static final int NO_MACHINE = 0;

    /** The BPF machine of the kernel ({@code EM_BPF}). */
    public static final int BPF = 247;

    public ElfFile {
        sections = List.copyOf(sections);
    }

    /** The section at this index. */
    public Section section(int index) {
        return sections.get(index);
    }

    /** The index of the first section of this name. */
    public OptionalInt find(String name) {
        for (int index = 1; index < sections.size(); index++) {
            if (sections.get(index).name().equals(name)) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }
}
