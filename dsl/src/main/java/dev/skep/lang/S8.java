package dev.skep.lang;

/** A cell that holds a signed 8-bit integer: in a map value, or on the stack. */
public final class S8 {
    /** What it holds; reading and writing it is not atomic. */
    public byte value;

    private S8() {}

    /** Returns a new cell on the stack. */
    public static S8 of(byte value) {
        var cell = new S8();
        cell.value = value;
        return cell;
    }
}
