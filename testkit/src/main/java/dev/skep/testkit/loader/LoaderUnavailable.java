package dev.skep.testkit.loader;

/** A loader cannot be had here; the message says in one line why. */
public final class LoaderUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    LoaderUnavailable(String reason) {
        super(reason);
        this.reason = reason;
    }

    LoaderUnavailable(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The message, which is always there. */
    public String reason() {
        return reason;
    }
}
