package dev.skep.testkit.packages;

import java.util.Locale;

/** A release of Debian. */
public enum Suite {
    BULLSEYE,
    BOOKWORM,
    TRIXIE,
    SID;

    /** The name of its folder in the archive. */
    public String codename() {
        return name().toLowerCase(Locale.ROOT);
    }
}
