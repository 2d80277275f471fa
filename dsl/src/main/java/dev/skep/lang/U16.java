package dev.skep.lang;

/** A cell that holds an unsigned 16-bit integer: in a map value, or on the stack. */
public final class U16 {
    /** What it holds; reading and writing it is not atomic. */
    public @Unsigned short value;

    private U16() {}

    /** Returns a new cell on the stack. */
    public static U16 of(@Unsigned short value) {
        var cell = new U16();
        cell.value = value;
        return cell;
    }
}
