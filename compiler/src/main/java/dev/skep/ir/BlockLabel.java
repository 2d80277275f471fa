package dev.skep.ir;

/** The name of a block: unique number in its function, and a hint that shows in listings. */
public record BlockLabel(int id, String hint) {
    /** Numbers are unique where labels meet in tables. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return hint + "." + id;
    }
}
