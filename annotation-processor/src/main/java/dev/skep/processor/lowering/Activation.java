package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.ir.BlockLabel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** One way through the body of a method: its variables, and what leads out of it. */
final class Activation {
    private final ExecutableElement method;
    private final @Nullable Activation caller;
    private final Returned returned;
    private final Map<Element, Local> locals = new HashMap<>();
    private final Deque<Exit> exits = new ArrayDeque<>();
    private final List<Runnable> cleanups = new ArrayList<>();

    /**
     * @param caller the activation that this one is part of, when the method is lowered in place of a call
     * @param returned what {@code return} does with the operand
     */
    Activation(ExecutableElement method, @Nullable Activation caller, Returned returned) {
        this.method = method;
        this.caller = caller;
        this.returned = returned;
    }

    /** Ends the path with the operand of {@code return}. */
    interface Returned {
        void with(Tree place, Operand operand);
    }

    /** What {@code break}, {@code continue} and {@code yield} may leave. */
    enum Kind {
        LOOP,
        SWITCH,
        LABELLED,
        SWITCH_EXPRESSION
    }

    /**
     * A statement that can be left.
     *
     * @param continueTo where to go on with the next round, for loops
     * @param yielded what {@code yield} does with its operand, for switch expressions
     * @param cleanups how many cleanups were pending when it was entered
     */
    record Exit(
            Kind kind,
            @Nullable Name label,
            BlockLabel breakTo,
            @Nullable BlockLabel continueTo,
            @Nullable Merge yielded,
            int cleanups) {}

    Map<Element, Local> locals() {
        return locals;
    }

    /** Returns the method whose body this is part of. */
    ExecutableElement method() {
        return method;
    }

    /** Returns whether {@code other} is being lowered here or further out. */
    boolean within(ExecutableElement other) {
        for (var activation = this; activation != null; activation = activation.caller)
            if (activation.method.equals(other)) return true;
        return false;
    }

    /** Returns the method that the function begins with. */
    ExecutableElement outermost() {
        var outermost = this;
        for (var next = caller; next != null; next = next.caller) outermost = next;
        return outermost.method;
    }

    /** Returns what {@code return} does with its operand. */
    Returned returned() {
        return returned;
    }

    void enter(Kind kind, @Nullable Name label, BlockLabel breakTo, @Nullable BlockLabel continueTo) {
        exits.push(new Exit(kind, label, breakTo, continueTo, null, cleanups.size()));
    }

    void enterSwitchExpression(Merge yielded) {
        exits.push(new Exit(Kind.SWITCH_EXPRESSION, null, yielded.end(), null, yielded, cleanups.size()));
    }

    void leave() {
        exits.pop();
    }

    /** Returns the innermost exit of that kind. */
    Optional<Exit> exit(Predicate<Exit> wanted) {
        return exits.stream().filter(wanted).findFirst();
    }

    /** Adds what must happen however the current statement is left. */
    void push(Runnable cleanup) {
        cleanups.add(cleanup);
    }

    /** Returns how many cleanups are pending. */
    int pending() {
        return cleanups.size();
    }

    /** Returns whether cleanups are pending here or further out. */
    boolean isHolding() {
        return !cleanups.isEmpty() || (caller != null && caller.isHolding());
    }

    void pop() {
        cleanups.remove(cleanups.size() - 1);
    }

    /** Lowers the pending cleanups, the last first, down to the first {@code kept}. */
    void cleanUp(int kept) {
        for (var i = cleanups.size() - 1; i >= kept; i--) cleanups.get(i).run();
    }
}
