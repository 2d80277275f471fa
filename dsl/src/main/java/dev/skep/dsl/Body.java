package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Value;
import dev.skep.ir.build.IrBuilder;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A function under construction: what every statement and value of the fluent API goes through. A public method first checks what it was
 * given, then calls {@link #statement}, then emits; so whoever gets an exception finds the function as it was.
 */
final class Body {
    private final Parts parts;
    private final String name;
    private final FunctionKind kind;
    private final BpfType returned;
    private final Rules rules;
    private final Set<Maybe<?, ?>> unanswered = new LinkedHashSet<>();
    private Frame frame;
    private Scope scope = new Scope();
    private State state = State.OPEN;

    private enum State {
        OPEN("is open"),
        FINISHED("is finished: its builder and values are of no use any more"),
        ABANDONED("is abandoned because one of its blocks threw an exception");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    Body(Parts parts, String name, FunctionKind kind, BpfType returned, SourceLine declared) {
        this(parts, parts.rules(kind), name, kind, returned, declared);
    }

    Body(Parts parts, Rules rules, String name, FunctionKind kind, BpfType returned, SourceLine declared) {
        this.parts = parts;
        this.name = name;
        this.kind = kind;
        this.returned = returned;
        this.frame = new Frame(name, new IrBuilder(name, kind, returned, declared), null);
        this.rules = rules;
    }

    String name() {
        return name;
    }

    /** Throws when this is a function that returns what it is declared to. */
    void requireProgram() {
        if (!(kind instanceof FunctionKind.Entry)) {
            throw new IllegalStateException("`" + name + "` is no program; return_ says what it returns");
        }
        if (!returned.equals(BpfType.S32)) {
            throw new IllegalStateException("`" + name + "` returns no `int`; return_ says what it returns");
        }
    }

    Parts parts() {
        return parts;
    }

    Rules rules() {
        return rules;
    }

    Reservations reservations() {
        return frame.reservations();
    }

    /** Throws unless what was taken is still held. */
    void requireHeld(Reservation reservation) {
        if (!frame.holds(reservation))
            throw new IllegalStateException(reservation + " is used after " + reservation.release());
    }

    // Statements

    /** Begins what the user's current line does; throws where nothing can be added. */
    IrBuilder statement() {
        requireOpen();
        var ir = frame.ir();
        if (ir.terminated()) {
            throw new IllegalStateException("nothing reaches this statement of `" + name
                    + "`: every path before it has returned or left its loop");
        }
        ir.at(UserCode.line());
        return ir;
    }

    /** Goes on with a statement that has begun. */
    IrBuilder ir() {
        return frame.ir();
    }

    /** Makes the handle of a value computed here. */
    Operand computed(Value value) {
        return new Operand.Computed(here(), value);
    }

    /** Makes the handle of a value of a function around this one, or of this one. */
    Operand computed(Frame home, Value value) {
        return new Operand.Computed(new Origin(this, home, scope, ir().location()), value);
    }

    Origin here() {
        return new Origin(this, frame, scope, ir().location());
    }

    /** Returns the function that all of the computed ones among {@code operands} belong to. */
    static Body of(Operand... operands) {
        Body body = null;
        for (var operand : operands) {
            if (operand instanceof Operand.Computed computed && body == null)
                body = computed.origin().body();
        }
        Objects.requireNonNull(body, "an operation on literals has no function");
        for (var operand : operands) operand.require(body);
        return body;
    }

    /** Returns the function that statements go to: this one, or one that the kernel calls back from within it. */
    Frame frame() {
        return frame;
    }

    /** Returns a value of {@code home} as the function that statements go to has it. */
    Value local(Frame home, Value value) {
        return frame.local(home, value);
    }

    /** Writes a function that the kernel calls back. */
    void within(Frame callback, Runnable writing) {
        var outer = frame;
        frame = callback;
        try {
            writing.run();
        } finally {
            frame = outer;
        }
    }

    /** Returns the address of memory for one {@code role} of arguments, shared by all calls: helpers do not keep it. */
    Value scratch(String role, Width width) {
        return frame.scratch(role, width.bytes());
    }

    // Control flow

    /** {@code if (left condition right) goto then; else goto otherwise}. */
    void branch(Condition condition, Value left, Value right, BlockLabel then, BlockLabel otherwise) {
        reservations().edge(then);
        reservations().edge(otherwise);
        ir().branch(condition, left, right, then, otherwise);
    }

    /** {@code goto label}. */
    void jump(BlockLabel label, Value... arguments) {
        reservations().edge(label);
        ir().jump(label, arguments);
    }

    /** Places {@code label} here; every edge to it is known. */
    void begin(BlockLabel label) {
        ir().position(label);
        ir().seal(label);
        reservations().begin(label);
    }

    /** Goes to {@code header} and places it here; edges from further down lead back to it until it is sealed. */
    void beginLoop(BlockLabel header) {
        jump(header);
        ir().position(header);
    }

    /** Goes on at {@code label}, where paths meet; when none arrives, nothing that follows is reached. */
    void join(BlockLabel label) {
        if (ir().reached(label)) begin(label);
        else ir().seal(label);
    }

    /** Runs {@code statements} as the block {@code start}, which goes on at {@code end} if it does not leave by itself. */
    void block(BlockLabel start, BlockLabel end, Runnable statements) {
        begin(start);
        guarded(() -> {
            statements.run();
            if (!ir().terminated()) jump(end);
        });
    }

    /** Goes to {@code label} after what must be done when all but the first {@code kept} of the blocks around are left. */
    void leaveTo(BlockLabel label, int kept) {
        frame.cleanUp(kept);
        jump(label);
    }

    /** Throws where nothing can be returned: in a callback. */
    void requireReturning() {
        if (frame.isCallback()) {
            throw new IllegalStateException("a callback of `" + name
                    + "` cannot return from it; loop.break_() ends the calls, loop.continue_() this one");
        }
    }

    /** Emits what must be done before a return. */
    void returning() {
        frame.cleanUp(0);
    }

    /** Runs {@code statements}; whatever leaves them emits {@code cleanup} before. Who arrives behind them does so itself. */
    void cleaning(Runnable cleanup, Runnable statements) {
        var within = frame;
        within.push(cleanup);
        try {
            statements.run();
        } finally {
            within.pop();
        }
    }

    /** Returns the handle of a loop, made in the scope of its body. */
    Loop loop(BlockLabel next, BlockLabel end) {
        return new Loop(here(), next, end, frame.pending());
    }

    /** Returns the handle of a block, made in its scope. */
    Block block(BlockLabel end) {
        return new Block(here(), end, frame.pending());
    }

    /** Runs the user's lambda in a scope of its own; when it throws, the function cannot be completed. */
    void guarded(Runnable lambda) {
        var outer = scope;
        scope = new Scope();
        var completed = false;
        try {
            lambda.run();
            completed = true;
        } finally {
            scope.close();
            scope = outer;
            if (!completed) state = State.ABANDONED;
        }
    }

    // Results that must be looked at

    void ask(Maybe<?, ?> question) {
        unanswered.add(question);
    }

    void answer(Maybe<?, ?> question) {
        unanswered.remove(question);
    }

    // End

    /** Returns the function; throws when some path has no end. */
    Function finish() {
        requireOpen();
        if (!ir().terminated()) {
            throw new IllegalStateException(
                    "`" + name + "` can reach its end without return_, after " + ir().location());
        }
        for (var question : unanswered) {
            throw new IllegalStateException(question + " is never looked at; say what happens with it, and without");
        }
        state = State.FINISHED;
        scope.close();
        return ir().finish();
    }

    private void requireOpen() {
        if (state != State.OPEN) throw new IllegalStateException("`" + name + "` " + state.text);
    }
}
