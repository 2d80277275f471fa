package dev.skep.asm;

/**
 * The source of the instructions that follow, up to the next such element.
 *
 * @param file the file's name as it should show in the verifier's log
 * @param line the line, from 1; 0 when unknown
 * @param column the column, from 1; 0 when unknown
 * @param text the text of the line; may be empty
 */
public record SourceLine(String file, int line, int column, String text) implements CodeElement {
    /** Refuses negative numbers. */
    public SourceLine {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException(
                    "source position " + file + ":" + line + ":" + column + " has a negative part");
        }
    }

    @Override
    public void accept(Visitor visitor) {
        visitor.sourceLine(this);
    }

    /** Returns {@code Foo.java:12}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
