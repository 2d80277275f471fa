package dev.skep.lang;

/** Parts of byte arrays. */
public final class Bytes {
    private Bytes() {}

    /**
     * Returns the elements from {@code start} on: {@code &array[start]}, as an array of its own for helpers to read or fill. The verifier wants
     * to see that they lie within the array.
     *
     * @param length how many, a constant
     */
    public static byte[] part(byte[] array, @Unsigned int start, int length) {
        throw KernelOnly.here();
    }
}
