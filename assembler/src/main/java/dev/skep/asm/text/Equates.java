package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;

/** Puts what symbols stand for in their place. */
final class Equates {
    private static final int DEEPEST = 100;

    private final Draft draft;

    Equates(Draft draft) {
        this.draft = draft;
    }

    /** Returns the value without symbols that stand for others, and as a number if it is a distance. */
    Expression resolve(Expression value) {
        boolean plain = value.minus() == Expression.NONE
                && (value.plus() == Expression.NONE || draft.valueOf(value.plus()) == null);
        return plain ? value : resolve(value, 0);
    }

    private Expression resolve(Expression value, int depth) {
        if (depth > DEEPEST) {
            throw new Fault(Kind.LIMIT, 0, 1, "symbols stand for each other, or more than " + DEEPEST + " deep");
        }
        Expression left = symbol(value.plus(), depth);
        Expression right = symbol(value.minus(), depth);
        long constant = value.constant() + left.constant() - right.constant();
        if (both(left.plus(), right.minus()) || both(left.minus(), right.plus())) {
            throw new Fault(Kind.SYNTAX, 0, 1, "the value is more than a symbol, or the distance of two, and a number");
        }
        return fold(
                new Expression(constant, Math.max(left.plus(), right.minus()), Math.max(left.minus(), right.plus())));
    }

    private static boolean both(int a, int b) {
        return a != Expression.NONE && b != Expression.NONE;
    }

    private Expression symbol(int symbol, int depth) {
        if (symbol == Expression.NONE) {
            return Expression.of(0);
        }
        Expression stands = draft.valueOf(symbol);
        return stands == null ? Expression.ofSymbol(symbol) : resolve(stands, depth + 1);
    }

    /** Everything has its place now, whatever {@link Draft#fold} had to leave open. */
    private Expression fold(Expression value) {
        if (value.plus() == Expression.NONE || value.minus() == Expression.NONE) {
            return value;
        }
        SymbolTable symbols = draft.symbols;
        int section = symbols.section(value.plus());
        if (value.plus() != value.minus() && (section < 0 || section != symbols.section(value.minus()))) {
            return value;
        }
        return Expression.of(value.constant() + symbols.offset(value.plus()) - symbols.offset(value.minus()));
    }
}
