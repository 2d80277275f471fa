package dev.skep.dsl;

import dev.skep.ir.Initial;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a global variable, a constant or a setting holds at first: {@link #of a number}, or what {@link ArrayType#of}, {@link StructDef#of} and
 * {@link BytesType#of} make.
 */
public final class Contents<V extends Storable<?>> {
    private final Type<V> type;
    private final Source source;

    /** Makes the contents for machines of a byte order. */
    interface Source {
        Initial in(ByteOrder order);
    }

    Contents(Type<V> type, Source source) {
        this.type = type;
        this.source = source;
    }

    /** A number that is known now. */
    public static <V extends Scalar<V>> Contents<V> of(V number) {
        if (number.operand() instanceof Operand.Literal literal)
            return number.type().contents(literal.value());
        throw new IllegalArgumentException("what a program computes is not there at first");
    }

    /** Zeroes. */
    static <V extends Storable<?>> Contents<V> zero(Type<V> type) {
        return new Contents<>(type, order -> new Initial.Zero());
    }

    static <V extends Storable<?>> Contents<V> aggregate(Type<V> type, List<? extends Contents<?>> parts) {
        return new Contents<>(type, order -> {
            var initials = new ArrayList<Initial>();
            for (var part : parts) initials.add(part.in(order));
            return new Initial.Aggregate(initials);
        });
    }

    Type<V> type() {
        return type;
    }

    Initial in(ByteOrder order) {
        return source.in(order);
    }

    /** Throws unless these are contents of {@code wanted}. */
    void require(Type<?> wanted) {
        if (!type.btf().equals(wanted.btf())) {
            throw new IllegalArgumentException("contents of " + type + " where " + wanted + " is wanted");
        }
    }
}
