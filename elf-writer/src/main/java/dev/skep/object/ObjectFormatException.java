package dev.skep.object;

/** A file that is no BPF object, or one with something that {@link BpfObject} has no place for; the message says what and where. */
public final class ObjectFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A complaint about what is in the file. */
    public ObjectFormatException(String message) {
        super("[SKEP5003] " + message);
    }

    /** A complaint with the lower one that led to it. */
    public ObjectFormatException(String message, RuntimeException cause) {
        super("[SKEP5003] " + message, cause);
    }

    /** The complaint of a lower layer, which has a code of its own. */
    public ObjectFormatException(RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
