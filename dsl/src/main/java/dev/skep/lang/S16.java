package dev.skep.lang;

/** A cell that holds a signed 16-bit integer: in a map value, or on the stack. */
public final class S16 {
    /** What it holds; reading and writing it is not atomic. */
    public short value;

    private S16() {}

    /** Returns a new cell on the stack. */
    public static S16 of(short value) {
        var cell = new S16();
        cell.value = value;
        return cell;
    }
}
