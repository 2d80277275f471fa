package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import java.util.function.Consumer;

/**
 * A map value, a header, a record: something that may not be there. The check that the verifier wants is made where one of the methods is
 * called, one of them and once.
 *
 * @param <R> what it is when it is there
 * @param <A> what the function returns
 */
public final class Maybe<R, A> {
    private final FunctionBuilder<A> function;
    private final Origin origin;
    private final String name;
    private final Presence<R> presence;
    private boolean answered;

    Maybe(FunctionBuilder<A> function, String name, Presence<R> presence) {
        this.function = function;
        this.origin = function.body().here();
        this.name = name;
        this.presence = presence;
    }

    /** {@code if (it) then(it)}. */
    public void ifPresent(Consumer<? super R> then) {
        var body = function.body();
        requireOpen();
        answered();
        var present = body.ir().newBlock("present");
        var end = body.ir().newBlock("end");
        presence.branch(present, end);
        absentAt(end);
        body.block(present, end, () -> use(then));
        body.join(end);
    }

    /** {@code if (it) then(it); else otherwise()}. */
    public void ifPresentOrElse(Consumer<? super R> then, Runnable otherwise) {
        var body = function.body();
        requireOpen();
        answered();
        var present = body.ir().newBlock("present");
        var absent = body.ir().newBlock("absent");
        var end = body.ir().newBlock("end");
        presence.branch(present, absent);
        absentAt(absent);
        body.block(present, end, () -> use(then));
        body.block(absent, end, otherwise);
        body.join(end);
    }

    /** {@code if (!it) return result;}; goes on with it. */
    public R orElseReturn(A result) {
        var body = function.body();
        function.requireResult(result);
        requireOpen();
        body.requireReturning();
        body.reservations().requireNoneBut(presence.reservation());
        answered();
        var present = body.ir().newBlock("present");
        var absent = body.ir().newBlock("absent");
        presence.branch(present, absent);
        body.begin(absent);
        body.returning();
        function.emitReturn(result);
        body.begin(present);
        return presence.thing();
    }

    /** {@code if (!it) absent();}, which returns, or leaves a loop or block; goes on with it. */
    public R orElse(Runnable absent) {
        var body = function.body();
        requireOpen();
        answered();
        var present = body.ir().newBlock("present");
        var missing = body.ir().newBlock("absent");
        presence.branch(present, missing);
        absentAt(missing);
        body.begin(missing);
        body.guarded(() -> {
            absent.run();
            if (!body.ir().terminated()) {
                throw new IllegalStateException(
                        "without " + this + " this goes on; return, or leave the loop or block");
            }
        });
        body.begin(present);
        return presence.thing();
    }

    boolean isAnswered() {
        return answered;
    }

    private void requireOpen() {
        origin.requireHere("the result");
        if (answered) throw new IllegalStateException(this + " is looked at a second time");
        function.body().statement();
    }

    private void answered() {
        answered = true;
        function.body().answer(this);
    }

    private void absentAt(BlockLabel label) {
        var reservation = presence.reservation();
        if (reservation != null) function.body().reservations().absent(label, reservation);
    }

    private void use(Consumer<? super R> then) {
        then.accept(presence.thing());
        var body = function.body();
        var reservation = presence.reservation();
        if (reservation != null
                && !body.ir().terminated()
                && body.reservations().holds(reservation)) {
            throw new IllegalStateException(
                    reservation + " reaches the end of its block; call " + reservation.release());
        }
    }

    @Override
    public String toString() {
        return name + " of " + origin.line();
    }
}
