package dev.skep.testkit.packages;

/** A package cannot be had here; the message says in one line why. */
public final class PackageUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    PackageUnavailable(String reason) {
        super(reason);
        this.reason = reason;
    }

    PackageUnavailable(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The message, which is always there. */
    public String reason() {
        return reason;
    }
}
