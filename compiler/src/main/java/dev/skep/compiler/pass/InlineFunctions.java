package dev.skep.compiler.pass;

import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts the bodies of functions that may be inlined where they are called: small ones, and those called once. Callees come first, so a body
 * is complete when it is copied. What stays a function becomes a subprogram, what nobody calls any more goes.
 */
public final class InlineFunctions implements UnitPass {
    /** A body of so many ops costs about what a call does. */
    private static final int SMALL = 16;

    /** No function grows beyond this by bodies that are used elsewhere, too. */
    private static final int LARGE = 4096;

    /** Variables of functions that are called share the stack one after the other, inlined ones lie side by side. */
    private static final int MOST_STACK = 256;

    @Override
    public String name() {
        return "inline-functions";
    }

    @Override
    public Unit run(Unit unit) {
        return new Run(unit).inlined();
    }

    /** One unit without recursion. */
    private static final class Run {
        private final Unit unit;
        private final CallGraph calls;
        private final Map<String, Integer> callers = new HashMap<>();
        private final Map<String, Function> done = new HashMap<>();

        Run(Unit unit) {
            this.unit = unit;
            this.calls = CallGraph.of(unit);
            for (var function : unit.functions())
                calls.from(function.name()).forEach(call -> callers.merge(call.callee(), 1, Integer::sum));
        }

        Unit inlined() {
            for (var function : calls.bottomUp()) done.put(function.name(), inlined(function));
            var functions = unit.functions().stream()
                    .map(function -> done.getOrDefault(function.name(), function))
                    .toList();
            var needed = needed(unit.withFunctions(functions));
            return unit.withFunctions(functions.stream()
                    .filter(function -> needed.contains(function.name()))
                    .map(function ->
                            isInlinable(function) ? function.withKind(new FunctionKind.Subprogram()) : function)
                    .toList());
        }

        private Function inlined(Function function) {
            var body = new InlineCalls(function);
            return body.inline(call -> {
                var callee = done.get(call.function());
                return callee != null && isWorthIt(callee, body) ? callee : null;
            });
        }

        private boolean isWorthIt(Function callee, InlineCalls caller) {
            if (!isInlinable(callee) || caller.stack() + stack(callee) > MOST_STACK) return false;
            if (callers.getOrDefault(callee.name(), 0) == 1) return true;
            return size(callee) <= SMALL && caller.size() + size(callee) <= LARGE;
        }

        private static boolean isInlinable(Function function) {
            return function.kind() instanceof FunctionKind.Inlinable;
        }

        /** Returns the functions that stay, and what they call at any remove. */
        private static Set<String> needed(Unit unit) {
            var left = CallGraph.of(unit);
            Set<String> needed = new HashSet<>();
            Deque<String> work = new ArrayDeque<>();
            for (var function : unit.functions()) if (!isInlinable(function)) work.push(function.name());
            while (!work.isEmpty()) {
                var name = work.pop();
                if (needed.add(name)) left.from(name).forEach(call -> work.push(call.callee()));
            }
            return needed;
        }
    }

    static int size(Function function) {
        return function.blocks().stream()
                .mapToInt(block -> block.ops().size() + 1)
                .sum();
    }

    static int stack(Function function) {
        return function.slots().stream().mapToInt(StackSlot::size).sum();
    }
}
