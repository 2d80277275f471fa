package dev.skep.dsl;

/** What a parameter gets in a call. */
public final class Argument {
    private final ParameterDef<?> parameter;
    private final Operand operand;

    Argument(ParameterDef<?> parameter, Operand operand) {
        this.parameter = parameter;
        this.operand = operand;
    }

    ParameterDef<?> parameter() {
        return parameter;
    }

    Operand operand() {
        return operand;
    }
}
