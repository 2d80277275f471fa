package dev.skep.dsl;

import dev.skep.ir.BpfType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enumeration: numbers with names, which BTF shows.
 *
 * <pre>{@code
 * static final EnumDef PHASE = enumeration("phase", U8);
 * static final Enumerated IDLE = PHASE.constant("IDLE", 0);
 * static final Enumerated BUSY = PHASE.constant("BUSY", 1);
 * }</pre>
 */
public final class EnumDef extends ScalarType<Enumerated> {
    private final ScalarType<?> number;
    private final List<BpfType.EnumType.Enumerator> constants = new ArrayList<>();
    private @Nullable BpfType btf;

    private EnumDef(String name, ScalarType<?> number) {
        super(name, number.width(), number.reading(), number.btf(), operand -> {
            throw new IllegalStateException("an enumeration makes its values itself");
        });
        this.number = number;
    }

    /** Starts an enumeration whose constants lie in memory as such a number. */
    public static <V extends HostInteger<V>> EnumDef enumeration(String name, ScalarType<V> number) {
        return new EnumDef(name, number);
    }

    /** Adds a constant. */
    public Enumerated constant(String constant, long value) {
        if (btf != null) {
            throw new IllegalStateException(
                    "`" + this + "` is in use; declare constant `" + constant + "` before that");
        }
        requireFits(value);
        for (var other : constants) {
            if (other.name().equals(constant)) {
                throw new IllegalArgumentException("`" + this + "` has a constant `" + constant + "` already");
            }
            if (other.value() == value) {
                throw new IllegalArgumentException(
                        "`" + constant + "` is " + value + ", as `" + other.name() + "` of `" + this + "` is");
            }
        }
        constants.add(new BpfType.EnumType.Enumerator(constant, value));
        return handle(new Operand.Literal(value));
    }

    /** Returns the constant that a number stands for, known or not. */
    public <V extends HostInteger<V>> Enumerated of(V value) {
        return handle(Conversion.integer(value.operand(), value.type(), this));
    }

    /** Returns the number of a constant; throws for what a program computes. */
    long value(Enumerated constant) {
        if (constant.operand() instanceof Operand.Literal literal) return literal.value();
        throw new IllegalArgumentException("`" + this + "`: what a program computes is no constant of it");
    }

    /** Returns which of its constants one is. */
    int position(Enumerated constant) {
        var value = value(constant);
        for (var i = 0; i < constants.size(); i++) if (constants.get(i).value() == value) return i;
        throw new IllegalArgumentException("`" + this + "` has no constant " + value);
    }

    @Override
    Enumerated handle(Operand operand) {
        return new Enumerated(this, operand);
    }

    @Override
    BpfType btf() {
        if (btf == null) {
            if (constants.isEmpty()) throw new IllegalStateException("`" + this + "` has no constants");
            btf = new BpfType.EnumType(toString(), (BpfType.Scalar) number.btf(), constants);
        }
        return btf;
    }
}
