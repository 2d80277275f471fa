package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Value;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that may or may not be there at run time. */
interface Presence<R> {
    /** Emits the way to {@code present} when it is there, else to {@code absent}. */
    void branch(BlockLabel present, BlockLabel absent);

    /** Returns it, where it is known to be there. */
    R thing();

    /** Returns what {@code pointer} leads to, which is there when it is not null. */
    static <R> Presence<R> of(Body body, Value pointer, Supplier<R> thing) {
        return held(body, pointer, null, thing);
    }

    /** The same for something that has to be given back when it is there. */
    static <R> Presence<R> held(Body body, Value pointer, @Nullable Reservation reservation, Supplier<R> thing) {
        return new Presence<>() {
            @Override
            public void branch(BlockLabel present, BlockLabel absent) {
                body.branch(Condition.NE, pointer, body.ir().constant(pointer.type(), 0), present, absent);
            }

            @Override
            public R thing() {
                return thing.get();
            }

            @Override
            public @Nullable Reservation reservation() {
                return reservation;
            }
        };
    }

    /** Returns the record that is held with it, if any. */
    default @Nullable Reservation reservation() {
        return null;
    }
}
