package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds timers, work queues and works of tasks that are made for another map than the one that their value was found in: the verifier remembers
 * where a value came from ({@code process_timer_func}). Nothing is said of values of which that is not known here.
 */
public final class CheckHomes implements FunctionCheck {
    /** What makes one, and which argument is the field; the map is the next one. */
    private static final Map<String, Integer> MAKERS = Map.of(
            "bpf_wq_init", 0,
            "bpf_task_work_schedule_signal", 1,
            "bpf_task_work_schedule_resume", 1);

    @Override
    public List<Diagnostic> check(Function function) {
        List<Op.Call> calls = new ArrayList<>();
        for (var block : function.blocks())
            for (var op : block.ops()) if (op instanceof Op.Call call && makes(call)) calls.add(call);
        if (calls.isEmpty()) return List.of();
        var search = new Search(function);
        return calls.stream().flatMap(call -> search.finding(call).stream()).toList();
    }

    private static boolean makes(Op.Call call) {
        return call instanceof Op.CallKfunc kfunc
                ? MAKERS.containsKey(kfunc.kfunc())
                : call.helpers().contains(Helper.TIMER_INIT) && call.arguments().size() > 1;
    }

    /** One function that makes some. */
    private static final class Search {
        private final Map<Value, Op> definitions = new HashMap<>();
        private final Map<Value, List<Value>> merged = new HashMap<>();

        Search(Function function) {
            var flow = ControlFlow.of(function);
            for (var block : function.blocks()) {
                for (var op : block.ops())
                    if (op instanceof Op.Producing producing) definitions.put(producing.result(), op);
                for (var i = 0; i < block.parameters().size(); i++)
                    for (var edge : flow.incoming(block.label()))
                        merged.computeIfAbsent(block.parameters().get(i), p -> new ArrayList<>())
                                .add(edge.target().arguments().get(i));
            }
        }

        Optional<Diagnostic> finding(Op.Call call) {
            int field = MAKERS.getOrDefault(call.callee(), 0);
            var named = map(call.arguments().get(field + 1));
            var found = homes(call.arguments().get(field));
            if (named.isEmpty() || found.isEmpty() || found.get().equals(Set.of(named.get()))) return Optional.empty();
            return Optional.of(Diagnostic.of(
                            DiagnosticCode.SPECIAL_FIELD,
                            call.location(),
                            "the value is one of map `" + String.join("` or `", found.get()) + "`, not of `"
                                    + named.get() + "`")
                    .withFix("name the map that the value was found in"));
        }

        private Optional<String> map(Value value) {
            return definitions.get(value) instanceof Op.MapAddress address
                    ? Optional.of(address.map())
                    : Optional.empty();
        }

        /** Returns the maps that a value may lie in; empty where that is not known. */
        private Optional<Set<String>> homes(Value value) {
            Set<String> homes = new TreeSet<>();
            return follow(value, new HashSet<>(), homes) ? Optional.of(homes) : Optional.empty();
        }

        private boolean follow(Value value, Set<Value> seen, Set<String> homes) {
            if (!seen.add(value)) return true;
            var ways = merged.get(value);
            if (ways != null) return ways.stream().allMatch(way -> follow(way, seen, homes));
            var op = definitions.get(value);
            if (op instanceof Op.Binary sum) return follow(sum.left(), seen, homes);
            if (op instanceof Op.Reinterpret same) return follow(same.value(), seen, homes);
            if (!(op instanceof Op.CallHelper call) || call.helper() != Helper.MAP_LOOKUP_ELEM) return false;
            var map = map(call.arguments().get(0));
            map.ifPresent(homes::add);
            return map.isPresent();
        }
    }
}
