package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds programs whose calls go deeper than the verifier allows. Comes behind inlining, and after recursion is ruled out. */
public final class CheckCallDepth implements UnitCheck {
    private static final int MOST_FRAMES = 8;

    @Override
    public List<Diagnostic> check(Unit unit) {
        var calls = CallGraph.of(unit);
        Map<String, Chain> deepest = new HashMap<>();
        List<Diagnostic> findings = new ArrayList<>();
        for (var function : calls.bottomUp()) {
            var chain = deepest(function, calls, deepest);
            deepest.put(function.name(), chain);
            if (function.kind() instanceof FunctionKind.Entry && chain.frames() > MOST_FRAMES)
                findings.add(Diagnostic.of(
                        DiagnosticCode.CALLS_TOO_DEEP,
                        function.location(),
                        chain.frames() + " functions are called from each other, at most " + MOST_FRAMES + ": "
                                + chain.names()));
        }
        return findings;
    }

    /** Returns the longest chain of calls that starts with {@code function}. */
    private static Chain deepest(Function function, CallGraph calls, Map<String, Chain> known) {
        Chain longest = null;
        for (var call : calls.from(function.name())) {
            var chain = known.get(call.callee());
            if (chain != null && (longest == null || chain.frames() > longest.frames())) longest = chain;
        }
        return new Chain(function.name(), longest == null ? 1 : longest.frames() + 1, longest);
    }

    /** A function and the longest chain that it calls. */
    private record Chain(
            String function, int frames, @Nullable Chain below) {
        String names() {
            List<String> names = new ArrayList<>();
            for (var chain = this; chain != null; chain = chain.below()) names.add(chain.function());
            return String.join(", ", names);
        }
    }
}
