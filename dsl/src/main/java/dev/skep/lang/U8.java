package dev.skep.lang;

/** A cell that holds an unsigned 8-bit integer: in a map value, or on the stack. */
public final class U8 {
    /** What it holds; reading and writing it is not atomic. */
    public @Unsigned byte value;

    private U8() {}

    /** Returns a new cell on the stack. */
    public static U8 of(@Unsigned byte value) {
        var cell = new U8();
        cell.value = value;
        return cell;
    }
}
