package dev.skep.object;

import java.util.Arrays;
import java.util.Optional;

/**
 * A section for data: {@code .data}, {@code .rodata}, {@code .bss}, or one of them followed by a dot and more; {@code .addr_space.1}
 * for what lies in the object's arena.
 *
 * @param name its name
 */
public record DataSection(String name) {
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
        ARENA(".addr_space.1");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What it is for. */
    public Kind kind() {
        return kind(name);
    }

    /** Whether a section of this name is for data. */
    static boolean isOne(String name) {
        return find(name).isPresent();
    }

    private static Kind kind(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("section " + name
                        + " is not for data, allowed are .data, .rodata, .bss, .data.x and .addr_space.1"));
    }

    private static Optional<Kind> find(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> name.equals(kind.prefix) || kind != Kind.ARENA && name.startsWith(kind.prefix + "."))
                .findFirst();
    }
}
