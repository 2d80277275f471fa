package dev.skep.ir;

/** How a narrow integer becomes a wide one. */
public enum Extension {
    /** Upper bits become zero. */
    ZERO,
    /** Upper bits become copies of the sign bit. */
    SIGN
}
