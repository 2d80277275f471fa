package dev.skep.dsl;

import dev.skep.ir.FunctionKind;
import dev.skep.ir.Value;
import java.util.HashMap;
import java.util.Map;

/** Writes a subprogram. */
public final class SubprogramBuilder<R extends Scalar<R>> extends FunctionBuilder<R> {
    private final SubprogramDef<R> definition;
    private final Map<ParameterDef<?>, Value> parameters = new HashMap<>();
    private final Origin start;

    SubprogramBuilder(Parts parts, SubprogramDef<R> definition) {
        super(new Body(
                parts,
                definition.toString(),
                new FunctionKind.Subprogram(),
                definition.result().btf(),
                definition.location()));
        this.definition = definition;
        this.start = body().here();
        for (var parameter : definition.parameters()) {
            var type = parameter.type();
            parameters.put(parameter, body().ir().parameter(parameter.name(), type.btf(), type.valueType()));
        }
    }

    /** The value of a parameter. */
    public <V extends Scalar<V>> V parameter(ParameterDef<V> parameter) {
        var value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException(
                    "`" + parameter + "` is no parameter of subprogram `" + definition + "`");
        }
        body().statement();
        return parameter.type().handle(new Operand.Computed(start, value));
    }

    @Override
    void requireResult(R result) {
        definition.result().require(body(), result);
    }

    @Override
    void emitReturn(R result) {
        body().ir().return_(result.operand().in(body(), definition.result()));
    }
}
