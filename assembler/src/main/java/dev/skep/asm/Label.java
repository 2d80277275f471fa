package dev.skep.asm;

/**
 * A place in code that jumps name. Made by {@link CodeBuilder#newLabel}; two labels are never equal, even with one hint.
 */
public final class Label implements JumpTarget {
    private final String hint;
    private final int number;

    Label(String hint, int number) {
        this.hint = hint;
        this.number = number;
    }

    /** Returns the name given when the label was made; it shows in listings and errors and need not be unique. */
    public String hint() {
        return hint;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.label(this);
    }

    /** Returns the label's number among those of its builder: the same in every run, unlike an identity hash. */
    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return hint;
    }
}
