package dev.skep.dsl;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The numbers of one case of a switch, which has still to say what it does. */
public final class CaseLabels {
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final @Nullable EnumDef of;

    CaseLabels(long first, long... more) {
        of = null;
        add(first);
        for (var label : more) add(label);
    }

    CaseLabels(Enumerated first, Enumerated... more) {
        of = first.type();
        add(number(first));
        for (var constant : more) {
            first.type().requireSame(constant);
            add(number(constant));
        }
    }

    private static long number(Enumerated constant) {
        if (constant.operand() instanceof Operand.Literal literal) return literal.value();
        throw new IllegalArgumentException("a case of `" + constant.type() + "` is no constant of it");
    }

    private void add(long label) {
        if (!numbers.add(label)) throw Labels.duplicate(label);
    }

    /** Returns the case whose value that is; it is computed in this case only. */
    public <V extends Scalar<V>> ValueCase<V> yield_(Supplier<V> value) {
        return new ValueCase<>(new Labels(numbers, of), value);
    }

    /** Returns the case that does {@code statements}. */
    public Case then(Runnable statements) {
        return new Case(new Labels(numbers, of), statements);
    }
}
