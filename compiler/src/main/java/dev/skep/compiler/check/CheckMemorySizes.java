package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.pass.ExpandMemory;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import java.util.ArrayList;
import java.util.List;

/** Finds memory that is cleared or copied in larger pieces than are done word by word. */
public final class CheckMemorySizes implements FunctionCheck {
    @Override
    public List<Diagnostic> check(Function function) {
        List<Diagnostic> findings = new ArrayList<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                if (op instanceof Op.Zero zero) check("clears", zero.size(), op, findings);
                if (op instanceof Op.Copy copy) check("copies", copy.size(), op, findings);
            }
        }
        return findings;
    }

    private static void check(String does, int size, Op op, List<Diagnostic> findings) {
        if (size > ExpandMemory.MOST_BYTES)
            findings.add(Diagnostic.of(
                    DiagnosticCode.MEMORY_TOO_LARGE,
                    op.location(),
                    "this " + does + " " + size + " bytes, at most " + ExpandMemory.MOST_BYTES));
    }
}
