package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that each of several blocks computes in its own way, where they meet. A block may leave instead. */
final class Result<V extends Scalar<V>> {
    private final Body body;
    private final IrBuilder ir;
    private final BlockLabel end;
    private @Nullable ScalarType<V> type;
    private @Nullable Variable variable;

    /** A value at {@code end}, where all the blocks go. */
    Result(Body body, BlockLabel end) {
        this.body = body;
        this.ir = body.ir();
        this.end = end;
    }

    /** Writes the block {@code start}, which computes the value. */
    void arm(BlockLabel start, Supplier<V> value) {
        body.block(start, end, () -> {
            var computed = value.get();
            if (ir.terminated()) return;
            var known = type == null ? computed.type() : type;
            if (!computed.type().equals(known)) {
                throw new IllegalArgumentException(
                        "one block computes a " + known + ", and this one a " + computed.type());
            }
            known.require(body, computed);
            var held = variable == null ? ir.newVariable("result", known.valueType()) : variable;
            type = known;
            variable = held;
            ir.write(held, computed.operand().in(body, known));
        });
    }

    /** Goes on where the blocks meet, with the value. */
    V get() {
        body.join(end);
        body.guarded(this::requireValue);
        return Objects.requireNonNull(type).handle(body.computed(ir.read(Objects.requireNonNull(variable))));
    }

    private void requireValue() {
        if (type == null) throw new IllegalStateException("every block leaves, and none computes a value");
    }
}
