package dev.skep.dsl;

/** Whether an update may make an entry or change one. */
public enum UpdateFlag {
    // spotless:off
    /** Makes the entry or changes it. */
    ANY     (0),
    /** Makes the entry; fails when the key is there. */
    NOEXIST (1),
    /** Changes the entry; fails when the key is not there. */
    EXIST   (2);
    // spotless:on

    private final int bits;

    UpdateFlag(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }
}
