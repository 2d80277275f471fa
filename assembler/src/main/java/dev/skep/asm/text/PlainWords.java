package dev.skep.asm.text;

import dev.skep.asm.AluOp;
import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import org.jspecify.annotations.Nullable;

/**
 * The words of a line that is written plainly. Each of them is read at a place, and {@code next} is the place behind it. None
 * of them reaches over the end of a line, which must be there.
 */
final class PlainWords {
    private static final int LONGEST_OFFSET = 5;
    private static final int LONGEST_DECIMAL = 17;
    private static final int LONGEST_HEXADECIMAL = 16;

    private final byte[] text;

    /** The place behind the word that was read last. */
    int next;

    /** The number that was read last. */
    long number;

    /** The hash of the name that was read last. */
    int hash;

    /** Whether the size that was read last is one of those with a sign. */
    boolean signed;

    PlainWords(byte[] text) {
        this.text = text;
    }

    /** Reads {@code r0}; or {@code w0}, which is {@link Operand#HALF} more; {@link Operand#NONE} if there is none. */
    int register(int at) {
        int letter = text[at];
        int digit = letter == 'r' || letter == 'w' ? text[at + 1] - '0' : Operand.NONE;
        if (digit < 0 || digit > 9) {
            return Operand.NONE;
        }
        next = at + 2;
        if (digit == 1 && text[next] == '0') {
            digit = 10;
            next++;
        }
        return letter == 'w' ? digit + Operand.HALF : digit;
    }

    /** Reads a number of not too many digits, decimal or hexadecimal; tells whether there is one. */
    boolean number(int at) {
        boolean negative = text[at] == '-';
        int first = negative ? at + 1 : at;
        int to = first;
        long value = 0;
        for (int c = text[to]; c >= '0' && c <= '9'; c = text[++to]) {
            value = value * 10 + c - '0';
        }
        if (text[first] == '0' && to == first + 1 && text[to] == 'x') {
            first += 2;
            to = hexadecimal(first);
            value = number;
            if (to - first > LONGEST_HEXADECIMAL) {
                return false;
            }
        } else if (to - first > LONGEST_DECIMAL || (text[first] == '0' && to > first + 1)) {
            return false;
        }
        number = negative ? -value : value;
        next = to;
        return to > first;
    }

    private int hexadecimal(int first) {
        int to = first;
        long value = 0;
        for (int digit = digit(text[to]); digit >= 0; digit = digit(text[++to])) {
            value = value << 4 | digit;
        }
        number = value;
        return to;
    }

    private static int digit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Reads {@code *(u32 *)(}; null if it is not here. */
    @Nullable
    Width size(int at) {
        if (text[at] != '*' || text[at + 1] != '(' || (text[at + 2] != 'u' && text[at + 2] != 's')) {
            return null;
        }
        signed = text[at + 2] == 's';
        Width width;
        int to = at + 5;
        switch (text[at + 3]) {
            case '8' -> {
                width = Width.B;
                to = at + 4;
            }
            case '1' -> width = text[at + 4] == '6' ? Width.H : null;
            case '3' -> width = text[at + 4] == '2' ? Width.W : null;
            case '6' -> width = text[at + 4] == '4' ? Width.DW : null;
            default -> width = null;
        }
        if (width == null || text[to] != ' ' || text[to + 1] != '*' || text[to + 2] != ')' || text[to + 3] != '(') {
            return null;
        }
        next = to + 4;
        return width;
    }

    /** Reads {@code  + 4)} with the blank before it, which makes a number; tells whether it is here. */
    boolean offset(int at) {
        int sign = text[at] == ' ' ? text[at + 1] : 0;
        if ((sign != '+' && sign != '-') || text[at + 2] != ' ' || text[at + 3] == '-') {
            return false;
        }
        int first = at + 3;
        if (!number(first) || next - first > LONGEST_OFFSET || text[next] != ')') {
            return false;
        }
        number = sign == '-' ? -number : number;
        next++;
        return number == (short) number;
    }

    /** Returns where the name here ends; {@code at} if there is none. */
    int nameEnd(int at) {
        int to = at;
        int sum = 0;
        for (int c = text[to]; c >= 0 && Scanner.continuesName(c); c = text[++to]) {
            sum = SymbolTable.hash(sum, c);
        }
        hash = sum;
        return Scanner.isDigit(text[at]) ? at : to;
    }

    /** Reads {@code += } and the like, with the blank; null if none is here. */
    @Nullable
    AluOp assignment(int at) {
        int skip = text[at] == 's' ? 1 : 0;
        int c = text[at + skip];
        int to = at + skip + 1;
        AluOp op =
                switch (c) {
                    case '=' -> AluOp.MOV;
                    case '+' -> AluOp.ADD;
                    case '-' -> AluOp.SUB;
                    case '*' -> AluOp.MUL;
                    case '/' -> skip == 0 ? AluOp.DIV : AluOp.SDIV;
                    case '%' -> skip == 0 ? AluOp.MOD : AluOp.SMOD;
                    case '&' -> AluOp.AND;
                    case '|' -> AluOp.OR;
                    case '^' -> AluOp.XOR;
                    case '<' -> AluOp.LSH;
                    case '>' -> skip == 0 ? AluOp.RSH : AluOp.ARSH;
                    default -> null;
                };
        boolean takesSign = c == '/' || c == '%' || c == '>';
        if (op == null || (skip == 1 && !takesSign)) {
            return null;
        }
        if ((c == '<' || c == '>') && text[to++] != c) {
            return null;
        }
        if (c != '=' && text[to++] != '=') {
            return null;
        }
        next = to + 1;
        return text[to] == ' ' ? op : null;
    }

    /** Reads {@code s>= } and the like, with the blank; null if none is here. */
    @Nullable
    Condition comparison(int at) {
        boolean sign = text[at] == 's';
        int first = sign ? at + 1 : at;
        int c = text[first];
        if (c != '<' && c != '>' && (sign || (c != '=' && c != '!' && c != '&'))) {
            return null;
        }
        boolean orEqual = text[first + 1] == '=';
        int to = orEqual ? first + 2 : first + 1;
        if (text[to] != ' ') {
            return null;
        }
        next = to + 1;
        return switch (c) {
            case '=' -> orEqual ? Condition.EQ : null;
            case '!' -> orEqual ? Condition.NE : null;
            case '&' -> orEqual ? null : Condition.SET;
            case '>' -> sign ? (orEqual ? Condition.SGE : Condition.SGT) : orEqual ? Condition.GE : Condition.GT;
            case '<' -> sign ? (orEqual ? Condition.SLE : Condition.SLT) : orEqual ? Condition.LE : Condition.LT;
            default -> null;
        };
    }
}
