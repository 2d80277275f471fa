package dev.skep.compiler;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds up the frames of each chain of calls, as the verifier does: every frame in words of 32 bytes, at most 512 bytes together. A function
 * that nothing calls starts a chain, too, though the kernel never sees it: it becomes code.
 */
final class StackBudget {
    /** The verifier rounds each frame up to this. */
    private static final int FRAME_UNIT = 32;

    private static final int SHOWN_LINES = 5;

    /** What the frames of its callers must stay below when a function calls {@code bpf_tail_call}. */
    private static final int TAIL_CALL_LIMIT = 256;

    private final CallGraph calls;
    private final Map<String, FrameLayout> frames;
    private final Map<String, Chain> deepest = new HashMap<>();

    /** The deepest chain of calls that starts with a function. */
    private record Chain(int bytes, List<String> functions) {}

    private StackBudget(Unit unit, Map<String, FrameLayout> frames) {
        this.calls = CallGraph.of(unit);
        this.frames = frames;
        for (var function : calls.bottomUp()) deepest.put(function.name(), extended(function.name()));
    }

    /** Returns a diagnostic for each start of a chain of calls that needs too much; calls do not recur. */
    static List<Diagnostic> check(Unit unit, Map<String, FrameLayout> frames) {
        var budget = new StackBudget(unit, frames);
        var called = budget.called(unit);
        var starts = unit.functions().stream()
                .filter(f -> f.kind() instanceof FunctionKind.Entry
                        || f.kind() instanceof FunctionKind.Global
                        || !called.contains(f.name()))
                .map(budget::diagnostic)
                .flatMap(Optional::stream);
        return Stream.concat(starts, budget.tailCalls()).toList();
    }

    /**
     * Returns a diagnostic for each tail call of a function whose callers need too much: up to 33 programs run one after the other in the
     * frames that the first ones leave behind.
     */
    private Stream<Diagnostic> tailCalls() {
        Map<String, Chain> above = new HashMap<>();
        List<Diagnostic> found = new ArrayList<>();
        var topDown = new ArrayList<>(calls.bottomUp());
        Collections.reverse(topDown);
        for (var function : topDown) {
            var callers = above.getOrDefault(function.name(), new Chain(0, List.of()));
            if (callers.bytes >= TAIL_CALL_LIMIT) tailCall(function).ifPresent(op -> found.add(tooDeep(op, callers)));
            var names = new ArrayList<>(callers.functions);
            names.add(function.name());
            var chain = new Chain(callers.bytes + frameBytes(function.name()), names);
            for (var call : calls.from(function.name()))
                above.merge(call.callee(), chain, (old, one) -> one.bytes > old.bytes ? one : old);
        }
        return found.stream();
    }

    private static Optional<Op> tailCall(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.ops().stream())
                .filter(op -> op.helpers().contains(Helper.TAIL_CALL))
                .findFirst();
    }

    private Diagnostic tooDeep(Op tailCall, Chain callers) {
        var message = "the callers of this tail call need " + callers.bytes + " bytes of stack, less than "
                + TAIL_CALL_LIMIT + " are allowed: " + owners(callers);
        return Diagnostic.of(DiagnosticCode.STACK_TOO_LARGE, tailCall.location(), message);
    }

    private Set<String> called(Unit unit) {
        return unit.functions().stream()
                .flatMap(f -> calls.from(f.name()).stream())
                .map(CallGraph.Call::callee)
                .collect(Collectors.toSet());
    }

    private Optional<Diagnostic> diagnostic(Function entry) {
        var chain = chain(entry.name());
        if (chain.bytes <= FrameLayout.LIMIT) return Optional.empty();
        var message = "`" + entry.name() + "` needs " + chain.bytes + " bytes of stack, at most " + FrameLayout.LIMIT
                + ": " + owners(chain);
        return Optional.of(Diagnostic.of(DiagnosticCode.STACK_TOO_LARGE, location(chain, entry), message));
    }

    private Chain chain(String name) {
        return deepest.getOrDefault(name, new Chain(0, List.of()));
    }

    /** Returns the deepest chain that starts with a function, whose callees are known. */
    private Chain extended(String name) {
        var below = new Chain(0, List.of());
        for (var call : calls.from(name)) {
            var candidate = chain(call.callee());
            if (candidate.bytes > below.bytes) below = candidate;
        }
        List<String> functions = new ArrayList<>();
        functions.add(name);
        functions.addAll(below.functions);
        return new Chain(frameBytes(name) + below.bytes, functions);
    }

    private int frameBytes(String name) {
        var size = frame(name).size();
        return (Math.max(size, 1) + FRAME_UNIT - 1) / FRAME_UNIT * FRAME_UNIT;
    }

    private FrameLayout frame(String name) {
        return frames.getOrDefault(name, new FrameLayout(List.of()));
    }

    private String owners(Chain chain) {
        return chain.functions.stream()
                .map(this::owners)
                .filter(o -> !o.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String owners(String name) {
        var areas = frame(name).areas();
        if (areas.isEmpty()) return "";
        var spills = areas.stream()
                .filter(a -> a.purpose() == FrameLayout.Purpose.SPILL)
                .toList();
        var named = areas.stream()
                .filter(a -> a.purpose() == FrameLayout.Purpose.SLOT)
                .map(a -> a.size() + " for `" + a.name() + "`" + place(a.location()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!spills.isEmpty()) named.add(spills(spills));
        return "in `" + name + "` " + String.join(", ", named);
    }

    /** Returns how much values take that found no register, and the lines that most of it comes from. */
    private static String spills(List<FrameLayout.Area> spills) {
        Map<String, Integer> bytes = new LinkedHashMap<>();
        for (var spill : spills) bytes.merge(spill.location().toString(), spill.size(), Integer::sum);
        var lines = bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(line -> line.getValue() + " from " + line.getKey())
                .toList();
        var shown = String.join(", ", lines.subList(0, Math.min(SHOWN_LINES, lines.size())));
        var rest = lines.size() > SHOWN_LINES ? " and " + (lines.size() - SHOWN_LINES) + " lines more" : "";
        return spills.stream().mapToInt(FrameLayout.Area::size).sum() + " for values that found no register (" + shown
                + rest + ")";
    }

    private static String place(SourceLine line) {
        return line.line() == 0 ? "" : " of " + line;
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
