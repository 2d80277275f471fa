package dev.skep.testkit.guest;

import dev.skep.testkit.packages.Suite;

/** The kernels of Debian's releases that a guest can run, oldest first. */
public enum GuestKernel {
    // Flavours for clouds unpack and boot faster; only the other has HID-BPF.
    V5_10("5.10", Suite.BULLSEYE, "cloud-amd64"),
    V6_1("6.1", Suite.BOOKWORM, "cloud-amd64"),
    V6_12("6.12", Suite.TRIXIE, "cloud-amd64"),
    NEWEST("newest", Suite.SID, "amd64");

    private final String label;
    private final Suite suite;
    private final String flavour;

    GuestKernel(String label, Suite suite, String flavour) {
        this.label = label;
        this.suite = suite;
        this.flavour = flavour;
    }

    /** Its name on command lines and in tables. */
    public String label() {
        return label;
    }

    /** The release of Debian that has it. */
    public Suite suite() {
        return suite;
    }

    /** What follows {@code linux-image-} in the name of the package that leads to its newest build. */
    String flavour() {
        return flavour;
    }
}
