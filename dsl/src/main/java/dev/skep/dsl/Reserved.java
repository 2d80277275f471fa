package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/**
 * A ring buffer record that user space does not see yet. Every path from here must either submit or discard it, and cannot use it
 * afterwards. It holds whatever was there before: set every field.
 */
public final class Reserved extends Struct {
    private final Reservation reservation;

    Reserved(StructDef type, Origin origin, Value record, Reservation reservation) {
        super(type, new Place(origin, record, 0, new WhileHeld(origin.body(), reservation)));
        this.reservation = reservation;
    }

    /** Hands the record to user space. */
    public void submit() {
        release(Helper.RINGBUF_SUBMIT);
    }

    /** Gives the record up; user space skips it. */
    public void discard() {
        release(Helper.RINGBUF_DISCARD);
    }

    private void release(Helper helper) {
        place().origin().requireHere("the record");
        var ir = place().reading();
        ir.callHelper(ValueType.I64, helper, place().base(), ir.constant(ValueType.I64, 0));
        place().body().reservations().release(reservation);
    }

    /** Memory that is there until its record is released. */
    private record WhileHeld(Body body, Reservation reservation) implements Access {
        @Override
        public void requireReadable() {
            body.requireHeld(reservation);
        }
    }
}
