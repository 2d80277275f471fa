package dev.skep.ir.graph;

import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which function calls which, directly or by handing its address to a helper. */
public final class CallGraph {
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, List<Call>> calls = new HashMap<>();

    /** One op that leads to another function. */
    public record Call(Op op, String callee) {}

    private CallGraph(Unit unit) {
        for (var function : unit.functions()) {
            functions.putIfAbsent(function.name(), function);
            calls.putIfAbsent(function.name(), calls(function));
        }
    }

    /** Returns the calls of a unit. */
    public static CallGraph of(Unit unit) {
        return new CallGraph(unit);
    }

    private static List<Call> calls(Function function) {
        List<Call> found = new ArrayList<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                if (op instanceof Op.CallFunction call) found.add(new Call(op, call.function()));
                if (op instanceof Op.FunctionAddress address) found.add(new Call(op, address.function()));
            }
        }
        return found;
    }

    /** Returns the calls in a function, in its order. */
    public List<Call> from(String function) {
        return List.copyOf(calls.getOrDefault(function, List.of()));
    }

    /** Returns the functions, each behind those it calls unless they call it in turn. */
    public List<Function> bottomUp() {
        return new Walk().order;
    }

    /** Returns the calls that lead back to a function which is being called; without them no chain of calls is endless. */
    public List<Call> recursive() {
        return new Walk().recursive;
    }

    /** A walk over all calls, deep before wide. */
    private final class Walk {
        private final List<Function> order = new ArrayList<>();
        private final List<Call> recursive = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final Map<String, Iterator<Call>> open = new LinkedHashMap<>();
        private final Deque<String> path = new ArrayDeque<>();

        Walk() {
            for (var start : functions.keySet()) {
                if (seen.add(start)) enter(start);
                while (!path.isEmpty()) step();
            }
        }

        private void enter(String name) {
            path.push(name);
            open.put(name, from(name).iterator());
        }

        private void step() {
            var name = path.element();
            var rest = open.getOrDefault(name, Collections.emptyIterator());
            if (!rest.hasNext()) {
                open.remove(path.pop());
                var function = functions.get(name);
                if (function != null) order.add(function);
                return;
            }
            var call = rest.next();
            if (open.containsKey(call.callee())) recursive.add(call);
            else if (seen.add(call.callee())) enter(call.callee());
        }
    }
}
