package dev.skep.btf;

/** Bytes that are not BTF: says what is wrong, where, and what the limit was. */
public final class BtfFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long offset;

    /**
     * A complaint about the bytes at this offset.
     *
     * @param offset from the start of the section
     * @param message what is wrong with which element, and the limit
     */
    public BtfFormatException(long offset, String message) {
        super("[SKEP5002] " + message + " (at byte " + offset + ")");
        this.offset = offset;
    }

    BtfFormatException(long offset, String message, Throwable cause) {
        super("[SKEP5002] " + message + " (at byte " + offset + ")", cause);
        this.offset = offset;
    }

    /** Where, in bytes from the start of the section. */
    public long offset() {
        return offset;
    }
}
