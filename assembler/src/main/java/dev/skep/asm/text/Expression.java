package dev.skep.asm.text;

/**
 * The value of an expression: {@code constant + plus - minus}, the latter two numbers of symbols or {@link #NONE}.
 *
 * @param constant the part that is a number
 * @param plus the symbol that is added
 * @param minus the symbol that is subtracted
 */
record Expression(long constant, int plus, int minus) {
    /** No symbol. */
    static final int NONE = -1;

    static Expression of(long constant) {
        return new Expression(constant, NONE, NONE);
    }

    static Expression ofSymbol(int symbol) {
        return new Expression(0, symbol, NONE);
    }

    boolean isConstant() {
        return plus == NONE && minus == NONE;
    }
}
