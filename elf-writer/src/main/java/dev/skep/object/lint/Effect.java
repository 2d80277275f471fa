package dev.skep.object.lint;

/** What becomes of an object. */
public enum Effect {
    /** The loader does not read it. */
    REFUSED("refuses it"),
    /** The loader reads it, but it or the kernel gives up later. */
    REJECTED("fails to load it"),
    /** It may not be read, depending on the kernel it meets. */
    FRAGILE("may refuse it"),
    /** It means something else than what was meant. */
    MISREAD("takes it for something else"),
    /** It is loaded without something. */
    REDUCED("leaves it out");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** What the loader does, to follow its name. */
    public String text() {
        return text;
    }
}
