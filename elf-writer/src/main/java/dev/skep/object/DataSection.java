package dev.skep.object;

import java.util.Arrays;
import java.util.List;

/**
 * A section for data: {@code .data}, {@code .rodata}, {@code .bss}, or one of them followed by a dot and more; {@code .addr_space.1}
 * for what lies in the object's arena; any other name for notes.
 *
 * @param name its name
 */
public record DataSection(String name) {
    /** Names that mean something else to loaders. */
    private static final List<String> NOT_DATA = List.of(
            ".text",
            ".maps",
            "maps",
            ".BTF",
            ".strtab",
            ".symtab",
            "license",
            "version",
            ".struct_ops",
            "?.struct_ops",
            ".ksyms",
            ".kconfig",
            ".jumptables");

    /** Variables with an initial value. */
    public static final DataSection DATA = new DataSection(".data");

    /** What no program may change; frozen after loading, so that the verifier takes its contents for constants. */
    public static final DataSection RODATA = new DataSection(".rodata");

    /** Variables that start as zero. */
    public static final DataSection BSS = new DataSection(".bss");

    /** Variables in the object's arena, which programs reach after a cast of the address space; libbpf 1.4 or later. */
    public static final DataSection ARENA = new DataSection(".addr_space.1");

    public DataSection {
        kind(name);
    }

    /** What a section is for. */
    public enum Kind {
        /** Variables with an initial value. */
        DATA(".data"),
        /** What no program may change. */
        RODATA(".rodata"),
        /** Variables that start as zero. */
        BSS(".bss"),
        /** Variables in the arena. */
        ARENA(".addr_space.1"),
        /** What tools read in the file, libxdp in {@code xdp_metadata} for instance; no loader puts it into the kernel. */
        NOTES("");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What it is for. */
    public Kind kind() {
        return kind(name);
    }

    private static Kind kind(String name) {
        if (name.isEmpty() || name.startsWith(".rel") || NOT_DATA.stream().anyMatch(other -> isOf(name, other))) {
            throw new IllegalArgumentException(
                    "section `" + name + "` is not for data, allowed are .data, .rodata, .bss, "
                            + ".data.x, .addr_space.1 and names that mean nothing to loaders");
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind == Kind.ARENA ? name.equals(kind.prefix) : isOf(name, kind.prefix))
                .findFirst()
                .orElse(Kind.NOTES);
    }

    private static boolean isOf(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }
}
