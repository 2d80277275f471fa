package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import java.util.List;

/** Finds calls that lead back to the function they are in. */
public final class CheckRecursion implements UnitCheck {
    @Override
    public List<Diagnostic> check(Unit unit) {
        return CallGraph.of(unit).recursive().stream()
                .map(call -> Diagnostic.of(
                        DiagnosticCode.RECURSION,
                        call.op().location(),
                        "`" + call.callee() + "` is called again before it returns"))
                .toList();
    }
}
