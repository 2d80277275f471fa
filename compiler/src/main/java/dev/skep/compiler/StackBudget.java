package dev.skep.compiler;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.layout.FrameLayout;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds up the frames of each chain of calls, as the verifier does: every frame in words of 32 bytes, at most 512 bytes together. */
final class StackBudget {
    /** The verifier rounds each frame up to this. */
    private static final int FRAME_UNIT = 32;

    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, FrameLayout> frames;
    private final Map<String, Chain> deepest = new HashMap<>();

    /** The deepest chain of calls that starts with a function. */
    private record Chain(int bytes, List<String> functions) {}

    private StackBudget(Unit unit, Map<String, FrameLayout> frames) {
        unit.functions().forEach(function -> this.functions.put(function.name(), function));
        this.frames = frames;
    }

    /** Returns a diagnostic for each entry whose deepest chain of calls needs too much; calls do not recur. */
    static List<Diagnostic> check(Unit unit, Map<String, FrameLayout> frames) {
        var budget = new StackBudget(unit, frames);
        return unit.functions().stream()
                .filter(f -> f.kind() instanceof FunctionKind.Entry || f.kind() instanceof FunctionKind.Global)
                .map(budget::diagnostic)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Diagnostic> diagnostic(Function entry) {
        var chain = chain(entry.name());
        if (chain.bytes <= FrameLayout.LIMIT) return Optional.empty();
        var message =
                "`" + entry.name() + "` needs " + chain.bytes + " bytes of stack, at most " + FrameLayout.LIMIT + ": "
                        + chain.functions.stream()
                                .map(this::owners)
                                .filter(o -> !o.isEmpty())
                                .collect(Collectors.joining("; "));
        return Optional.of(Diagnostic.of(DiagnosticCode.STACK_TOO_LARGE, location(chain, entry), message));
    }

    private Chain chain(String name) {
        var known = deepest.get(name);
        if (known != null) return known;
        deepest.put(name, new Chain(0, List.of())); // a call that recurs is refused elsewhere and must not hang here
        var below = new Chain(0, List.of());
        for (var callee : callees(name)) {
            var candidate = chain(callee);
            if (candidate.bytes > below.bytes) below = candidate;
        }
        var functionsOfChain = new ArrayList<String>();
        functionsOfChain.add(name);
        functionsOfChain.addAll(below.functions);
        var chain = new Chain(frameBytes(name) + below.bytes, functionsOfChain);
        deepest.put(name, chain);
        return chain;
    }

    private Set<String> callees(String name) {
        Set<String> called = new LinkedHashSet<>();
        var function = functions.get(name);
        if (function == null) return called;
        for (var block : function.blocks())
            for (var op : block.ops()) {
                if (op instanceof Op.CallFunction call) called.add(call.function());
                if (op instanceof Op.FunctionAddress callback) called.add(callback.function());
            }
        return called;
    }

    private int frameBytes(String name) {
        var size = frame(name).size();
        return (Math.max(size, 1) + FRAME_UNIT - 1) / FRAME_UNIT * FRAME_UNIT;
    }

    private FrameLayout frame(String name) {
        return frames.getOrDefault(name, new FrameLayout(List.of()));
    }

    private String owners(String name) {
        var areas = frame(name).areas();
        if (areas.isEmpty()) return "";
        var spills = areas.stream()
                .filter(a -> a.purpose() == FrameLayout.Purpose.SPILL)
                .mapToInt(FrameLayout.Area::size)
                .sum();
        var named = areas.stream()
                .filter(a -> a.purpose() == FrameLayout.Purpose.SLOT)
                .map(a -> a.size() + " for `" + a.name() + "`")
                .collect(Collectors.toCollection(ArrayList::new));
        if (spills > 0) named.add(spills + " for values that found no register");
        return "in `" + name + "` " + String.join(", ", named);
    }

    /** The largest variable of the chain is where a user can save most. */
    private SourceLine location(Chain chain, Function entry) {
        FrameLayout.Area largest = null;
        for (var name : chain.functions)
            for (var area : frame(name).areas())
                if (area.purpose() == FrameLayout.Purpose.SLOT && (largest == null || area.size() > largest.size()))
                    largest = area;
        return largest == null ? entry.location() : largest.location();
    }
}
