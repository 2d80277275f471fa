package dev.skep.asm.text;

import java.util.List;

/**
 * A section of an assembly file: its bytes are final but for the places that {@code references} name.
 *
 * @param name the name
 * @param flags letters as in {@code .section}: {@code ax}
 * @param type {@code progbits}, {@code nobits} or {@code note}
 * @param entrySize bytes of an element of a mergeable section, else 0
 * @param alignment a power of two
 * @param bytes the contents; empty if it holds no bytes
 * @param size how many bytes it has, which may all be zero and not in {@code bytes}
 * @param references what a linker or loader has to fill in, in order of offsets
 * @param lines where instructions stand, in order of offsets
 */
public record AssemblySection(
        String name,
        String flags,
        String type,
        long entrySize,
        long alignment,
        Contents bytes,
        long size,
        List<AssemblyReference> references,
        CodeLines lines) {
    /** The type of a section that takes no room in a file. */
    public static final String NOBITS = "nobits";

    /** The type of most sections. */
    public static final String PROGBITS = "progbits";

    /** Copies the list. */
    public AssemblySection {
        references = List.copyOf(references);
    }

    /** Tells whether it holds instructions. */
    public boolean isCode() {
        return flags.indexOf('x') >= 0;
    }

    /** Tells whether it takes no room in a file. */
    public boolean isNoBits() {
        return type.equals(NOBITS);
    }
}
