package dev.skep.dsl;

import dev.skep.ir.Value;
import java.util.HashMap;
import java.util.Map;

/** Writes a subprogram. */
public final class SubprogramBuilder<R> extends FunctionBuilder<R> {
    private final SubprogramDef<R> definition;
    private final Map<Formal, Value> parameters = new HashMap<>();
    private final Origin start;

    SubprogramBuilder(Parts parts, SubprogramDef<R> definition) {
        super(new Body(
                parts,
                definition.toString(),
                definition.kind(),
                definition.result().btf(),
                definition.location()));
        this.definition = definition;
        this.start = body().here();
        for (var parameter : definition.parameters()) {
            parameters.put(parameter, body().ir().parameter(parameter.name(), parameter.btf(), parameter.register()));
        }
    }

    /** The value of a parameter, or what it refers to. */
    public <V extends Storable<?>> V parameter(ParameterDef<V> parameter) {
        return parameter.type().held(start, value(parameter));
    }

    /** What a parameter refers to, when it is not null. */
    public <V extends Storable<?>> Maybe<V, R> nullable(NullableParameterDef<V> parameter) {
        var value = value(parameter);
        return new Maybe<>(this, "`" + parameter.name() + "`", Presence.of(body(), value, () -> parameter
                .type()
                .held(start, value)));
    }

    /** The number in memory that a parameter refers to. */
    public <V extends Scalar<V>> Cell<V> cell(CellParameterDef<V> parameter) {
        return parameter.type().referTo(new Place(start, value(parameter), 0, Access.READ_WRITE));
    }

    /** The context that the program was handed. */
    public <C> Context<C> context(ContextParameterDef<C> parameter) {
        return new Context<>(parameter.type(), start, value(parameter), Context.Reach.HANDED_OVER);
    }

    private Value value(Formal parameter) {
        var value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException(
                    "`" + parameter + "` is no parameter of subprogram `" + definition + "`");
        }
        body().statement();
        return value;
    }

    @Override
    void end() {
        definition.result().end(this);
    }

    @Override
    void requireResult(R result) {
        definition.result().require(body(), result);
    }

    @Override
    void emitReturn(R result) {
        definition.result().emit(body(), result);
    }
}
