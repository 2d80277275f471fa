package dev.skep.dsl;

import dev.skep.ir.Value;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a parameter gets in a call. */
public final class Argument {
    private final Formal parameter;
    private final Consumer<Body> check;
    private final Function<Body, Value> value;

    Argument(Formal parameter, Consumer<Body> check, Function<Body, Value> value) {
        this.parameter = parameter;
        this.check = check;
        this.value = value;
    }

    /** A value of a type, which goes over in a register or by its address. */
    static <V extends Storable<?>> Argument of(Formal parameter, Type<V> type, V value) {
        return new Argument(
                parameter, body -> type.require(body, value), body -> type.passed(body, value, parameter.register()));
    }

    Formal parameter() {
        return parameter;
    }

    /** Throws unless it can be used in {@code body}. */
    void require(Body body) {
        check.accept(body);
    }

    /** Emits it. */
    Value in(Body body) {
        return value.apply(body);
    }
}
