package dev.skep.ir;

/** The name of a block: unique number in its function, and a hint that shows in listings. */
public record BlockLabel(int id, String hint) {
    @Override
    public String toString() {
        return hint + "." + id;
    }
}
