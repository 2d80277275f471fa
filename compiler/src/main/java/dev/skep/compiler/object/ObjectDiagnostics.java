package dev.skep.compiler.object;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Unit;
import dev.skep.object.ObjectException;
import dev.skep.object.ObjectProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says where in the source what is wrong with an object comes from. */
public final class ObjectDiagnostics {
    private static final SourceLine NOWHERE = new SourceLine("", 0, 0, "");

    private final Map<String, SourceLine> declared = new HashMap<>();

    private ObjectDiagnostics(Unit unit) {
        // of two things with one name the later one is the intruder
        unit.functions().forEach(f -> declared.put(f.name(), f.location()));
        unit.maps().forEach(m -> declared.put(m.name(), m.location()));
        unit.globals().forEach(g -> declared.put(g.name(), g.location()));
        unit.structOps().forEach(table -> declared.put(table.name(), table.location()));
    }

    /** Returns what is wrong, each at the declaration it is about; what is about the whole object, at its first function. */
    public static List<Diagnostic> of(ObjectException problems, Unit unit) {
        var diagnostics = new ObjectDiagnostics(unit);
        var whole = unit.functions().stream().map(f -> f.location()).findFirst().orElse(NOWHERE);
        return problems.problems().stream()
                .map(problem -> diagnostics.diagnostic(problem, whole))
                .toList();
    }

    private Diagnostic diagnostic(ObjectProblem problem, SourceLine whole) {
        var kind = problem.kind();
        return new Diagnostic(
                DiagnosticCode.of(kind),
                declared.getOrDefault(problem.name(), whole),
                problem.message(),
                kind.why(),
                kind.fix());
    }
}
