package dev.skep.processor.lowering;

import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a number that one of several arms brings, sign included, from what javac says and what the arms are. Narrow values keep what
 * they are in 32 bits; of wide ones, the first that is no constant decides about the sign.
 */
final class ArmType {
    private final Int base;
    private @Nullable Int decided;
    private Int ofConstants;

    /**
     * Knows no arm yet.
     *
     * @param base what javac says
     */
    ArmType(Int base) {
        this.base = base;
        this.ofConstants = base;
    }

    boolean isNarrow() {
        return base.bits() < Integer.SIZE;
    }

    /** Takes an arm into account. */
    void take(Int own, Optional<Constant> constant) {
        if (isNarrow()) {
            decided = narrow(own, constant);
            return;
        }
        var signless = own.unsigned() && own.bits() == base.bits();
        if (constant.isEmpty() && decided == null) decided = signless ? base.withoutSign() : base;
        if (constant.isPresent() && signless) ofConstants = base.withoutSign();
    }

    /** Returns the type as far as it is known: constants have a say where there is nothing else. */
    Int type() {
        return decided != null ? decided : ofConstants;
    }

    /** Values that are not all of javac's type or all of its unsigned twin have only {@code int} in common. */
    private Int narrow(Int own, Optional<Constant> constant) {
        if (decided == null) return fits(own, constant, base) ? base : own;
        return fits(own, constant, decided) ? decided : Int.INT;
    }

    private static boolean fits(Int own, Optional<Constant> constant, Int type) {
        return constant.map(c -> c.as(type).value() == c.value()).orElse(type.holds(own));
    }
}
