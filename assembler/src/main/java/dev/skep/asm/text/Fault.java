package dev.skep.asm.text;

/** A mistake in the text that is being read: ends the statement, not the file. Without a stack trace: it is nobody's bug. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final TextProblem.Kind kind;
    private final String message;
    private final int start;
    private final int end;

    /** A mistake in the bytes from {@code start} to {@code end} of the text that is being read. */
    Fault(TextProblem.Kind kind, int start, int end, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.message = message;
        this.start = start;
        this.end = end;
    }

    TextProblem.Kind kind() {
        return kind;
    }

    String message() {
        return message;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
