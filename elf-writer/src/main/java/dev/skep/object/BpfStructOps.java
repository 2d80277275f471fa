package dev.skep.object;

import dev.skep.btf.BtfId;
import dev.skep.elf.ByteString;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of functions that the kernel calls, such as a TCP congestion control.
 *
 * @param name the name of the instance, a map for loaders
 * @param attach when the kernel takes it
 * @param type the {@code STRUCT}, named like the kernel's
 * @param initial the members that are values, the others zero; empty for zeros; in the byte order of the object
 * @param programs byte offset of a member to the name of the program in it
 */
public record BpfStructOps(
        String name, Attach attach, BtfId type, ByteString initial, SortedMap<Integer, String> programs) {
    public BpfStructOps {
        initial = initial.isZero() ? ByteString.EMPTY : initial;
        programs = Collections.unmodifiableSortedMap(new TreeMap<>(programs));
    }

    /** When the kernel takes a table. */
    public enum Attach {
        /** When the map is filled; until the map is deleted. Section {@code .struct_ops}. */
        REGISTER(".struct_ops"),
        /** When a link is made; kernel 6.4 or later. Section {@code .struct_ops.link}. */
        LINK(".struct_ops.link"),
        /** As {@link #REGISTER}, and only if user space asks for the map; libbpf 1.4 or later. */
        OPTIONAL_REGISTER("?.struct_ops"),
        /** As {@link #LINK}, and only if user space asks for the map; libbpf 1.4 or later. */
        OPTIONAL_LINK("?.struct_ops.link");

        private final String section;

        Attach(String section) {
            this.section = section;
        }

        /** The ELF section. */
        public String section() {
            return section;
        }

        /** What the tables of a section of this name are. */
        public static Optional<Attach> ofSection(String name) {
            return Arrays.stream(values())
                    .filter(attach -> attach.section.equals(name))
                    .findFirst();
        }
    }
}
