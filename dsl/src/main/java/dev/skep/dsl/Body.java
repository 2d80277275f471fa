package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.build.IrBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
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
    private final IrBuilder ir;
    private final Reservations reservations = new Reservations();
    private final Rules rules;
    private final Map<String, StackSlot> scratch = new HashMap<>();
    private final Map<Value, Integer> alignments = new HashMap<>();
    private final Set<Value> remainders = new HashSet<>();
    private final Set<Maybe<?, ?>> unanswered = new LinkedHashSet<>();
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

    Body(Parts parts, String name, FunctionKind kind, BpfType returnType, SourceLine declared) {
        this.parts = parts;
        this.name = name;
        this.kind = kind;
        this.ir = new IrBuilder(name, kind, returnType, declared);
        this.rules = parts.rules(kind);
    }

    String name() {
        return name;
    }

    /** Throws when this is a subprogram, which returns what it is declared to. */
    void requireProgram() {
        if (!(kind instanceof FunctionKind.Entry)) {
            throw new IllegalStateException("`" + name + "` is no program; return_ says what it returns");
        }
    }

    Parts parts() {
        return parts;
    }

    Rules rules() {
        return rules;
    }

    Reservations reservations() {
        return reservations;
    }

    // Statements

    /** Begins what the user's current line does; throws where nothing can be added. */
    IrBuilder statement() {
        requireOpen();
        if (ir.terminated()) {
            throw new IllegalStateException("nothing reaches this statement of `" + name
                    + "`: every path before it has returned or left its loop");
        }
        ir.at(UserCode.line());
        return ir;
    }

    /** Goes on with a statement that has begun. */
    IrBuilder ir() {
        return ir;
    }

    /** Makes the handle of a value computed here. */
    Operand computed(Value value) {
        return new Operand.Computed(here(), value);
    }

    Origin here() {
        return new Origin(this, scope, ir.location());
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

    /** Returns the address of memory for one {@code role} of arguments, shared by all calls: helpers do not keep it. */
    Value scratch(String role, Width width) {
        return scratch(role, width.bytes());
    }

    /** The same for so many bytes. */
    Value scratch(String role, int size) {
        var alignment = Math.min(Long.BYTES, Integer.highestOneBit(size));
        var slot = scratch.computeIfAbsent(role + size * Byte.SIZE, n -> ir.newSlot(n, size, alignment));
        return ir.stackAddress(slot);
    }

    /** Returns the name of the function that statements go to. */
    String function() {
        return name;
    }

    /** Remembers that a value is what a division left, of which the verifier knows no bounds. */
    Value remainder(Value value) {
        remainders.add(value);
        return value;
    }

    boolean isRemainder(Value value) {
        return remainders.contains(value);
    }

    /** Returns the address of new memory in the frame. */
    Value slot(String slot, int size, int alignment) {
        var address = ir.stackAddress(ir.newSlot(slot, size, alignment));
        alignments.put(address, alignment);
        return address;
    }

    /** Returns whether an address is that of memory of its own in the frame. */
    boolean isSlot(Value address) {
        return alignments.containsKey(address);
    }

    /** Returns at multiples of how many bytes the memory at {@code address} in the frame lies, as far as that is known. */
    int alignment(Value address) {
        return alignments.getOrDefault(address, 1);
    }

    // Control flow

    /** {@code if (left condition right) goto then; else goto otherwise}. */
    void branch(Condition condition, Value left, Value right, BlockLabel then, BlockLabel otherwise) {
        reservations.edge(then);
        reservations.edge(otherwise);
        ir.branch(condition, left, right, then, otherwise);
    }

    /** {@code goto label}. */
    void jump(BlockLabel label, Value... arguments) {
        reservations.edge(label);
        ir.jump(label, arguments);
    }

    /** Places {@code label} here; every edge to it is known. */
    void begin(BlockLabel label) {
        ir.position(label);
        ir.seal(label);
        reservations.begin(label);
    }

    /** Goes to {@code header} and places it here; edges from further down lead back to it until it is sealed. */
    void beginLoop(BlockLabel header) {
        jump(header);
        ir.position(header);
    }

    /** Goes on at {@code label}, where paths meet; when none arrives, nothing that follows is reached. */
    void join(BlockLabel label) {
        if (ir.reached(label)) begin(label);
        else ir.seal(label);
    }

    /** Runs {@code statements} as the block {@code start}, which goes on at {@code end} if it does not leave by itself. */
    void block(BlockLabel start, BlockLabel end, Runnable statements) {
        begin(start);
        guarded(() -> {
            statements.run();
            if (!ir.terminated()) jump(end);
        });
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
        if (!ir.terminated()) {
            throw new IllegalStateException("`" + name + "` can reach its end without return_, after " + ir.location());
        }
        for (var question : unanswered) {
            throw new IllegalStateException(question + " is never looked at; say what happens with it, and without");
        }
        state = State.FINISHED;
        scope.close();
        return ir.finish();
    }

    private void requireOpen() {
        if (state != State.OPEN) throw new IllegalStateException("`" + name + "` " + state.text);
    }
}
