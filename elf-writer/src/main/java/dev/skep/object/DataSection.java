package dev.skep.object;

/**
 * A section for data: {@code .data}, {@code .rodata}, {@code .bss}, or one of them followed by a dot and more.
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

    public DataSection {
        kind(name);
    }

    /** What a section is for. */
    public enum Kind {
        DATA(".data"),
        RODATA(".rodata"),
        BSS(".bss");

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
        for (Kind kind : Kind.values()) {
            if (name.equals(kind.prefix) || name.startsWith(kind.prefix + ".")) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "section " + name + " is not for data, allowed are .data, .rodata, .bss and .data.x");
    }
}
