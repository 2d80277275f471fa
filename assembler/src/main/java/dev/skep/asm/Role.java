package dev.skep.asm;

/** What an instruction does with the register in one of its fields. */
public enum Role {
    /** The field names no register. */
    NONE,
    /** The register is read. */
    USED,
    /** The register gets a new value; the old one is not read. */
    DEFINED,
    /** The register is read and gets a new value. */
    MODIFIED;

    /** Tells whether the old value matters. */
    public boolean reads() {
        return this == USED || this == MODIFIED;
    }

    /** Tells whether the old value is lost. */
    public boolean writes() {
        return this == DEFINED || this == MODIFIED;
    }
}
