package dev.skep.ir.text;

/** A text that is not IR, with the place where it stops being so. */
public final class IrSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    IrSyntaxException(int line, int column, String message) {
        super(line + ":" + column + ": " + message);
        this.line = line;
        this.column = column;
    }

    /** Returns the line of the text, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column of the text, from 1. */
    public int column() {
        return column;
    }
}
