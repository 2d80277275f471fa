package dev.skep.btf;

/**
 * Bounds the text of types. A name is in the bytes once and in the text wherever it is used, so a few megabytes can stand for more
 * text than any memory holds.
 */
final class TextSize {
    /** Ten times what the types of a distribution's kernel need. */
    static final int LIMIT = 1 << 28;

    /** About what one word of a record becomes beside its name. */
    private static final int WORD = 16;

    private TextSize() {}

    /**
     * Checks that the text of these types, each printed once, can be made.
     *
     * @throws IllegalArgumentException if it would be too long
     */
    static void check(BtfGraph graph) {
        long size = 0;
        for (int id = 1; id <= graph.size(); id++) {
            for (Word word : TypeWords.of(graph.type(new BtfId(id)))) {
                size += WORD + word.characters();
            }
            check(size, graph, new BtfId(id));
        }
    }

    /** Checks what is there or planned after a type. */
    static void check(long size, BtfGraph graph, BtfId last) {
        if (size > LIMIT) {
            throw new IllegalArgumentException(
                    "the text of the types up to " + graph.describe(last) + " is longer than " + LIMIT + " characters");
        }
    }
}
