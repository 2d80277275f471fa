package dev.skep.elf;

/**
 * The flags of a section ({@code sh_flags}).
 *
 * @param bits as on the wire
 */
public record SectionFlags(long bits) {
    /** No flag. */
    public static final SectionFlags NONE = new SectionFlags(0);

    /** Writable at run time. */
    public static final SectionFlags WRITE = new SectionFlags(1);

    /** Occupies memory at run time. */
    public static final SectionFlags ALLOC = new SectionFlags(2);

    /** Holds instructions. */
    public static final SectionFlags EXECUTE = new SectionFlags(4);

    /** {@code sh_info} is the index of a section. */
    public static final SectionFlags INFO_LINK = new SectionFlags(0x40);

    /** These flags and those. */
    public SectionFlags and(SectionFlags more) {
        return new SectionFlags(bits | more.bits);
    }

    /** Whether all of those flags are among these. */
    public boolean has(SectionFlags those) {
        return (bits & those.bits) == those.bits;
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(bits);
    }
}
