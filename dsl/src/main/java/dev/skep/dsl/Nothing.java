package dev.skep.dsl;

/** What a {@linkplain SubprogramDef#procedure procedure} returns: {@code void}. */
public enum Nothing {
    /** The one value there is. */
    NOTHING
}
