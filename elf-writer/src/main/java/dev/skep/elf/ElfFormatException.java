package dev.skep.elf;

/** Bytes that are not an ELF64 file: says what is wrong, where, and what the limit was. */
public final class ElfFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long offset;

    /**
     * A complaint about the bytes at this offset of the file.
     *
     * @param offset from the start of the file
     * @param message what is wrong with which element, and the limit
     */
    public ElfFormatException(long offset, String message) {
        super("[SKEP5001] " + message + " (at byte " + Long.toUnsignedString(offset) + ")");
        this.offset = offset;
    }

    /** Where, in bytes from the start of the file. */
    public long offset() {
        return offset;
    }
}
