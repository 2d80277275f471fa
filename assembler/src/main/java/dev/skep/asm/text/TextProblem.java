package dev.skep.asm.text;

/**
 * One thing wrong with a text.
 *
 * @param kind which rule is broken
 * @param file name of the text
 * @param line line, from 1
 * @param column column, from 1, in bytes
 * @param length how many bytes the caret underlines, at least 1
 * @param message what, which, and what was expected
 * @param text the line, cut when it is very long
 */
public record TextProblem(Kind kind, String file, int line, int column, int length, String message, String text) {
    /** The rules of texts, each with its number. */
    public enum Kind {
        /** The words do not form a statement. */
        SYNTAX(1101),
        /** A number does not fit where it stands. */
        RANGE(1102),
        /** A name is used and nothing has it. */
        UNDEFINED(1103),
        /** A name has two meanings. */
        DUPLICATE(1104),
        /** Something stands where it cannot. */
        MISPLACED(1105),
        /** The text asks for more than is reasonable. */
        LIMIT(1106),
        /** A jump is wider than its field. */
        TOO_FAR(1006),
        /** The target does not have an instruction. */
        NOT_IN_TARGET(1007);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** Returns the stable code, {@code SKEP1101}. */
        public String id() {
            return "SKEP" + number;
        }
    }

    /** Returns {@code file:line:column: error: [SKEP1101] message}, the line, and a caret below the guilty part. */
    @Override
    public String toString() {
        String heading = file + ":" + line + ":" + column + ": error: [" + kind.id() + "] " + message;
        return text.isEmpty() ? heading : heading + "\n    " + text + "\n    " + caret();
    }

    /** Blanks as wide as what stands before: a tab stays a tab. */
    private String caret() {
        var line = new StringBuilder();
        for (int i = 0; i < column - 1 && i < text.length(); i++) {
            line.append(text.charAt(i) == '\t' ? '\t' : ' ');
        }
        int room = Math.max(1, Math.min(length, text.length() - (column - 1)));
        return line.append('^').append("~".repeat(room - 1)).toString();
    }
}
