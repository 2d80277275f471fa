package dev.skep.btf;

/** Takes the 32-bit words of {@code .BTF} and {@code .BTF.ext} records in order, strings still being strings. */
interface WordSink {
    /** A number. */
    void number(int value);

    /** A type. */
    void reference(BtfId id);

    /** The offset that this string gets. */
    void text(String value);
}
