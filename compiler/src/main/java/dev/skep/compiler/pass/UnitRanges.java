package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Ranges.Deciding;
import dev.skep.compiler.pass.Ranges.Outside;
import dev.skep.compiler.pass.Ranges.Trust;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.CallGraph;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which numbers the values of a unit may be, across its functions: first what each returns, from those that call nothing upwards, then what
 * the parameters are, from the programs downwards. There must be no recursion.
 */
public final class UnitRanges {
    /** A loop in a function with many others may have to try the limit of each. */
    private static final int PATIENCE = 100;

    private final Unit unit;
    private final Map<String, Function> read = new HashMap<>();
    private final Map<String, Range> results = new HashMap<>();
    private final Map<Value, Range> none = Map.of();
    private final Map<String, List<Range>> parameters = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(Ranges ranges, Map<Value, Place> places) {}

    private record Place(Op op, Block block) {}

    private UnitRanges(Unit unit) {
        this.unit = unit;
        // what is read twice is one number when nothing is written in between
        unit.functions().forEach(function -> read.put(function.name(), new ForwardStores().run(function)));
        var bottomUp = CallGraph.of(unit).bottomUp().stream()
                .map(function -> Optional.ofNullable(read.get(function.name())).orElse(function))
                .toList();
        for (var function : bottomUp) result(function, ranges(function, none));
        var strangers = strangers();
        List<Function> topDown = new ArrayList<>(bottomUp);
        Collections.reverse(topDown);
        for (var function : topDown) {
            var ranges = ranges(function, strangers.contains(function.name()) ? none : given(function));
            handOver(function, ranges);
            seen.put(function.name(), new Seen(ranges, places(function)));
        }
    }

    /** Finds out about a unit. */
    public static UnitRanges of(Unit unit) {
        return new UnitRanges(unit);
    }

    /**
     * Returns the largest number, read without sign, that is added to a pointer to yield {@code address}; empty where that never happens.
     */
    public OptionalLong mostAdded(String function, Value address) {
        var here = seen.get(function);
        var place = here == null ? null : here.places.get(address);
        if (here == null || place == null || !here.ranges.reaches(place.block.label())) return OptionalLong.empty();
        if (!(place.op instanceof Op.Binary sum)) throw new IllegalStateException(address + " is no sum");
        return OptionalLong.of(here.ranges.at(sum.right(), place.block.label()).high());
    }

    private Ranges ranges(Function function, Map<Value, Range> given) {
        var flow = ControlFlow.of(function);
        return new Ranges(
                function,
                flow,
                Dominance.of(function),
                new Known(function),
                Trust.ARITHMETIC,
                Deciding.ALL,
                new Outside(given, results, PATIENCE));
    }

    /** What a global function returns is left open: another one may take its place, and the verifier does not look into it. */
    private void result(Function function, Ranges ranges) {
        if (function.kind() instanceof FunctionKind.Global) return;
        for (var block : function.blocks()) {
            if (!(block.terminator() instanceof Terminator.Return end)
                    || !Ranges.isNumber(end.value())
                    || !ranges.reaches(block.label())) continue;
            results.merge(function.name(), ranges.at(end.value(), block.label()), Range::union);
        }
    }

    private void handOver(Function function, Ranges ranges) {
        for (var block : function.blocks()) {
            if (!ranges.reaches(block.label())) continue;
            for (var op : block.ops()) if (op instanceof Op.CallFunction call) handOver(call, block, ranges);
        }
    }

    private void handOver(Op.CallFunction call, Block block, Ranges ranges) {
        var arguments = call.arguments().stream()
                .map(argument -> Ranges.isNumber(argument)
                        ? ranges.at(argument, block.label())
                        : Range.all(argument.type().bits()))
                .toList();
        parameters.merge(call.function(), arguments, (before, now) -> {
            List<Range> both = new ArrayList<>();
            for (var i = 0; i < before.size(); i++) both.add(before.get(i).union(now.get(i)));
            return both;
        });
    }

    private Map<Value, Range> given(Function function) {
        var ranges = parameters.get(function.name());
        if (ranges == null || ranges.size() != function.parameters().size()) return none;
        Map<Value, Range> given = new HashMap<>();
        for (var i = 0; i < ranges.size(); i++) {
            var value = function.parameters().get(i).value();
            if (Ranges.isNumber(value) && ranges.get(i).width() == value.type().bits()) given.put(value, ranges.get(i));
        }
        return given;
    }

    /** Returns the functions that others than functions of the unit call. */
    private Set<String> strangers() {
        Set<String> strangers = new HashSet<>();
        for (var function : unit.functions()) {
            if (!(function.kind() instanceof FunctionKind.Subprogram)
                    && !(function.kind() instanceof FunctionKind.Inlinable)) strangers.add(function.name());
            for (var block : function.blocks())
                for (var op : block.ops())
                    if (op instanceof Op.FunctionAddress address) strangers.add(address.function());
        }
        return strangers;
    }

    private static Map<Value, Place> places(Function function) {
        Map<Value, Place> places = new HashMap<>();
        for (var block : function.blocks())
            for (var op : block.ops())
                if (op instanceof Op.Binary binary && binary.result().type() instanceof ValueType.Pointer)
                    places.put(binary.result(), new Place(op, block));
        return places;
    }
}
