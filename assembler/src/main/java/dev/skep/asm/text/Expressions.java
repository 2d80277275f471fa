package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;

/**
 * Reads expressions: C's operators on 64-bit numbers with the precedence of GNU as ({@code |}, {@code ^} and {@code &}
 * bind tighter than {@code +}, shifts like {@code *}), characters, symbols, {@code .} for here, and differences of symbols.
 * A symbol that is set to a number before its use is that number.
 */
final class Expressions {
    private static final int DEEPEST = 100;

    private final Scanner scanner;
    private final Draft draft;
    private int depth;

    Expressions(Scanner scanner, Draft draft) {
        this.scanner = scanner;
        this.draft = draft;
    }

    /** Reads an expression and the blanks after it. */
    Expression read() {
        long number = scanner.plainNumber();
        if (number != Scanner.NOT_PLAIN) {
            return Expression.of(number);
        }
        depth = 0;
        return binary(Operator.LOOSEST);
    }

    /** Reads an expression that is a number by now. */
    long constant(String what) {
        long number = scanner.plainNumber();
        if (number != Scanner.NOT_PLAIN) {
            return number;
        }
        int start = scanner.at;
        Expression value = read();
        if (!value.isConstant()) {
            throw new Fault(Kind.SYNTAX, start, scanner.wordEnd(start), what + " must be a number that is known here");
        }
        return value.constant();
    }

    /** Reads an expression from its sign on, which has been read: {@code - 8} of {@code r10 - 8}. */
    Expression signed(boolean negative) {
        long number = scanner.plainNumber();
        if (number >= 0) {
            return Expression.of(negative ? -number : number);
        }
        depth = 0;
        int start = scanner.at;
        int sign = scanner.peek();
        if (sign == '-' || sign == '+') {
            throw scanner.unexpected("a number after the sign");
        }
        Expression first = unary();
        Expression left = negative ? negate(first, start) : first;
        return continued(left, Operator.LOOSEST, start);
    }

    private Expression binary(int loosest) {
        int start = scanner.at;
        return continued(unary(), loosest, start);
    }

    private Expression continued(Expression first, int loosest, int start) {
        Expression left = first;
        for (; ; ) {
            int c = scanner.peek();
            if (c == '\n' || c == ',' || c == ')' || c == ']') {
                return left;
            }
            Operator operator = Operator.of(c, scanner.peek(1));
            if (operator == null || operator.precedence() < loosest) {
                return left;
            }
            scanner.at += operator.length();
            scanner.blanks();
            Expression right = binary(operator.precedence() + 1);
            left = apply(operator, left, right, start);
        }
    }

    private Expression unary() {
        scanner.blanks();
        int c = scanner.peek();
        int start = scanner.at;
        if (Scanner.isDigit(c)) {
            return numberOrLocalLabel();
        }
        if (c == '-' || c == '~' || c == '+' || c == '!') {
            enter(start);
            scanner.at++;
            Expression operand = unary();
            depth--;
            return switch (c) {
                case '-' -> negate(operand, start);
                case '+' -> operand;
                case '~' -> Expression.of(~number(operand, start));
                default -> Expression.of(number(operand, start) == 0 ? 1 : 0);
            };
        }
        if (c == '(') {
            enter(start);
            scanner.at++;
            Expression inner = binary(Operator.LOOSEST);
            scanner.expect(')', "to close the parenthesis");
            depth--;
            return inner;
        }
        if (c == '\'') {
            return character();
        }
        return symbol();
    }

    private void enter(int start) {
        if (++depth > DEEPEST) {
            throw new Fault(
                    Kind.LIMIT,
                    start,
                    start + 1,
                    "the expression is more than " + DEEPEST + " parentheses or signs deep");
        }
    }

    private Expression symbol() {
        int start = scanner.at;
        if (scanner.peek() == '"') {
            return ofSymbol(draft.symbols.of(Strings.text(scanner)));
        }
        scanner.name("a number or a symbol");
        int stop = scanner.at;
        if (isRegister(scanner.text, start, stop)) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    stop,
                    "expected a number or a symbol, and `" + scanner.string(start, stop) + "` is a register");
        }
        if (stop == start + 1 && scanner.text[start] == '.') {
            scanner.blanks();
            return Expression.ofSymbol(draft.here());
        }
        int symbol = draft.symbols.of(scanner.text, start, stop);
        scanner.blanks();
        return ofSymbol(symbol);
    }

    /** Tells whether a name is that of a register, or of one that does not exist. */
    static boolean isRegister(byte[] text, int start, int stop) {
        int first = text[start];
        return (first == 'r' || first == 'w')
                && stop - start <= 3
                && stop - start > 1
                && Scanner.isDigit(text[start + 1])
                && Scanner.isDigit(text[stop - 1]);
    }

    private Expression ofSymbol(int symbol) {
        Expression value = draft.valueOf(symbol);
        return value != null && value.isConstant() ? value : Expression.ofSymbol(symbol);
    }

    private Expression numberOrLocalLabel() {
        int start = scanner.at;
        int digits = start;
        while (digits < scanner.end && Scanner.isDigit(scanner.text[digits])) {
            digits++;
        }
        int suffix = digits < scanner.end ? scanner.text[digits] : 0;
        if ((suffix == 'f' || suffix == 'b') && !Scanner.continuesName(scanner.peek(digits + 1 - start))) {
            if (!(suffix == 'b' && digits == start + 1 && scanner.text[start] == '0')) {
                scanner.at = digits + 1;
                int symbol = draft.localLabels.find(scanner, start, digits, suffix == 'f');
                scanner.blanks();
                return Expression.ofSymbol(symbol);
            }
        }
        long value = Numbers.read(scanner);
        scanner.blanks();
        return Expression.of(value);
    }

    private Expression character() {
        int start = scanner.at;
        scanner.at++;
        if (scanner.at >= scanner.end) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "expected a character after `'`");
        }
        int value = scanner.peek() == '\\' ? Strings.escape(scanner) : scanner.text[scanner.at++] & 0xff;
        if (scanner.peek() != '\'') {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "expected `'` after one character");
        }
        scanner.at++;
        scanner.blanks();
        return Expression.of(value);
    }

    private Expression negate(Expression value, int start) {
        if (value.isConstant()) {
            return Expression.of(-value.constant());
        }
        if (value.plus() != Expression.NONE && value.minus() != Expression.NONE) {
            return new Expression(-value.constant(), /* plus= */ value.minus(), /* minus= */ value.plus());
        }
        throw notANumber(start);
    }

    private long number(Expression value, int start) {
        Expression known = draft.fold(value);
        if (!known.isConstant()) {
            throw notANumber(start);
        }
        return known.constant();
    }

    private Fault notANumber(int start) {
        return new Fault(
                Kind.SYNTAX,
                start,
                scanner.wordEnd(start),
                "this operator needs numbers that are known here, and symbols are not");
    }

    private Expression apply(Operator operator, Expression left, Expression right, int start) {
        if (operator == Operator.ADD) {
            return sum(left, right, right.plus(), right.minus(), right.constant(), start);
        }
        if (operator == Operator.SUBTRACT) {
            return sum(left, right, right.minus(), right.plus(), -right.constant(), start);
        }
        long a = number(left, start);
        long b = number(right, start);
        if (b == 0 && (operator == Operator.DIVIDE || operator == Operator.REMAINDER)) {
            throw new Fault(Kind.RANGE, start, scanner.at, "division by zero");
        }
        return Expression.of(operator.apply(a, b));
    }

    private Expression sum(Expression left, Expression right, int plus, int minus, long constant, int start) {
        if (left.isConstant() && right.isConstant()) {
            return Expression.of(left.constant() + constant);
        }
        if ((left.plus() != Expression.NONE && plus != Expression.NONE)
                || (left.minus() != Expression.NONE && minus != Expression.NONE)) {
            throw notANumber(start);
        }
        return draft.fold(
                new Expression(left.constant() + constant, Math.max(left.plus(), plus), Math.max(left.minus(), minus)));
    }
}
