package dev.skep.btf;

/**
 * Bounds the text of types. A name is in the bytes once and in the text wherever it is used, so a few megabytes can stand for more
 * text than any memory holds.
 */
final class TextSize implements WordSink {
    /** Ten times what the types of a distribution's kernel need. */
    static final int LIMIT = 1 << 28;

    /** About what one word of a record becomes beside its name. */
    private static final int WORD = 16;

    private long size;

    private TextSize() {}

    @Override
    public void number(int value) {
        size += WORD;
    }

    @Override
    public void reference(BtfId id) {
        size += WORD;
    }

    @Override
    public void text(String value) {
        size += WORD + value.length();
    }

    /**
     * Checks that the text of these types, each printed once, can be made.
     *
     * @throws IllegalArgumentException if it would be too long
     */
    static void check(BtfGraph graph) {
        var text = new TextSize();
        var words = new TypeWords(text);
        for (int id = 1; id <= graph.size(); id++) {
            graph.type(new BtfId(id)).accept(words);
            check(text.size, graph, new BtfId(id));
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
