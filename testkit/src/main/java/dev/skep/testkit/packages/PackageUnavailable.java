package dev.skep.testkit.packages;

/** A package cannot be had here; the message says in one line why. */
public final class PackageUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    PackageUnavailable(String reason) {
        super(reason);
    }

    PackageUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
