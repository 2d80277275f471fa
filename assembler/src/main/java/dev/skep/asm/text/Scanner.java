package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.nio.charset.StandardCharsets;

/**
 * A place in the bytes that are being read, and what can be read there. Allocates nothing but the names that are asked for.
 *
 * <p>A statement ends at the end of a line, at {@code ;}, and where a comment starts: {@code #} or {@code //}. Blanks and
 * <code>/&#42; &#42;/</code> comments within a line separate words.
 */
final class Scanner {
    private static final byte[] CLASSES = classes();
    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int MOST_PLAIN_DIGITS = 17;

    /** Stands for something that is not a plain number. */
    static final long NOT_PLAIN = Long.MIN_VALUE;

    byte[] text;
    int at;
    int end;
    int line = 1;

    /** How much a new line counts: nothing in an expansion, whose lines are all where it was asked for. */
    int step = 1;

    /** In an expansion, where in the text it was asked for. */
    private int origin;

    Scanner(byte[] text) {
        this.text = text;
        this.end = text.length;
    }

    /** Goes into other bytes, which stand for what is here. */
    void enter(byte[] other) {
        origin = place(at);
        step = 0;
        text = other;
        at = 0;
        end = other.length;
    }

    /** Goes back. */
    void leave(byte[] outer, int outerAt, boolean expansion) {
        text = outer;
        at = outerAt;
        end = outer.length;
        step = expansion ? 0 : 1;
    }

    /** Returns where in the text itself {@code offset} is. */
    int place(int offset) {
        return step == 0 ? origin : offset;
    }

    /** Returns the byte here, 0 at the end of the text. */
    int peek() {
        return at < end ? text[at] : 0;
    }

    int peek(int ahead) {
        return at + ahead < end ? text[at + ahead] : 0;
    }

    static boolean startsName(int c) {
        return c < 0 || CLASSES[c] == LETTER;
    }

    static boolean continuesName(int c) {
        return c < 0 || CLASSES[c] != 0;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Goes to the next word of the line. */
    void blanks() {
        if (at < end && text[at] == ' ') {
            at++; // mostly there is one blank, or none
        }
        if (at < end && (text[at] == '/' || (text[at] <= ' ' && text[at] != '\n'))) {
            manyBlanks();
        }
    }

    private void manyBlanks() {
        while (at < end) {
            byte c = text[at];
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '/' && peek(1) == '*') {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        int start = at;
        at += 2;
        while (at < end && !(text[at] == '*' && peek(1) == '/')) {
            if (text[at] == '\n') {
                line += step;
            }
            at++;
        }
        if (at >= end) {
            throw new Fault(Kind.SYNTAX, start, start + 2, "this comment does not end: expected `*/`");
        }
        at += 2;
    }

    /**
     * Goes over a decimal number of a few digits with which an operand ends, and the blanks after it: what most expressions
     * are. Returns {@link #NOT_PLAIN}, and stays, if anything else is here.
     */
    long plainNumber() {
        int to = at;
        boolean negative = to < end && text[to] == '-';
        if (negative) {
            to++;
        }
        int first = to;
        long value = 0;
        while (to < end && text[to] >= '0' && text[to] <= '9') {
            value = value * 10 + text[to++] - '0';
        }
        int digits = to - first;
        if (digits == 0 || digits > MOST_PLAIN_DIGITS || (text[first] == '0' && digits > 1) || to >= end) {
            return NOT_PLAIN;
        }
        byte next = text[to];
        if (next == ' ' && to + 1 < end && CLASSES[text[to + 1] & 0x7f] == LETTER) {
            to++;
        } else if (next != '\n' && next != ')' && next != ',' && next != ']') {
            return NOT_PLAIN;
        }
        at = to;
        return negative ? -value : value;
    }

    /** Tells whether the statement ends here. */
    boolean isAtEnd() {
        int c = peek();
        return at >= end || c == '\n' || c == ';' || c == '#' || (c == '/' && peek(1) == '/');
    }

    /** Goes to the end of the line. */
    void skipLine() {
        while (at < end && text[at] != '\n') {
            at++;
        }
    }

    /** Goes over {@code c} and the blanks after it, if it is here. */
    boolean accept(char c) {
        if (at < end && text[at] == c) {
            at++;
            blanks();
            return true;
        }
        return false;
    }

    /** Goes over {@code c} and the blanks after it. */
    void expect(char c, String where) {
        if (!accept(c)) {
            throw unexpected("`" + c + "` " + where);
        }
    }

    /** Tells whether {@code word} is here, and not merely the start of a longer name. */
    boolean isAt(String word) {
        int length = word.length();
        if (end - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return !continuesName(peek(length)) || !continuesName(word.charAt(length - 1));
    }

    /** Goes over {@code word} and the blanks after it, if it is here. */
    boolean accept(String word) {
        if (isAt(word)) {
            at += word.length();
            blanks();
            return true;
        }
        return false;
    }

    /** Goes over a name and returns where it ends; the blanks after it stay. */
    int name(String what) {
        if (!startsName(peek())) {
            throw unexpected(what);
        }
        while (at < end && continuesName(text[at])) {
            at++;
        }
        return at;
    }

    String string(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns the fault of something else being here. */
    Fault unexpected(String expected) {
        if (isAtEnd()) {
            return new Fault(Kind.SYNTAX, at, at + 1, "the statement ends here, expected " + expected);
        }
        int stop = wordEnd(at);
        return new Fault(Kind.SYNTAX, at, stop, "expected " + expected + ", not `" + shown(at, stop) + "`");
    }

    /** Where the name, the number or the sign that starts at {@code from} ends. */
    int wordEnd(int from) {
        int to = from;
        while (to < end && continuesName(text[to])) {
            to++;
        }
        return Math.max(to, Math.min(from + 1, end));
    }

    /** The bytes as a message can show them. */
    String shown(int from, int to) {
        String word = string(from, Math.min(to, from + 40));
        return word.chars().anyMatch(c -> c < ' ' || c == 0x7f) ? word.replaceAll("\\p{Cntrl}", "?") : word;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = LETTER;
            classes[c - 'a' + 'A'] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT;
        }
        classes['_'] = LETTER;
        classes['.'] = LETTER;
        classes['$'] = LETTER;
        return classes;
    }
}
