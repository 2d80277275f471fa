package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds {@code bpf_throw} in callbacks and in what they call: {@code check_max_stack_depth_subprog} of the kernel's {@code verifier.c}. */
public final class CheckThrows implements UnitCheck {
    @Override
    public List<Diagnostic> check(Unit unit) {
        var called = called(unit);
        return unit.functions().stream()
                .filter(function -> called.contains(function.name()))
                .flatMap(CheckThrows::thrown)
                .map(op -> Diagnostic.of(
                        DiagnosticCode.WRONG_HELPER,
                        op.location(),
                        "`bpf_throw` is called in a callback, or in what one calls"))
                .toList();
    }

    /** Returns the callbacks and what they call. */
    private static Set<String> called(Unit unit) {
        var calls = CallGraph.of(unit);
        Set<String> called = new HashSet<>();
        Deque<String> work = new ArrayDeque<>();
        for (var function : unit.functions())
            if (function.kind() instanceof FunctionKind.Callback) work.add(function.name());
        while (!work.isEmpty()) {
            var name = work.remove();
            if (called.add(name)) for (var call : calls.from(name)) work.add(call.callee());
        }
        return called;
    }

    private static Stream<Op> thrown(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.ops().stream())
                .filter(op -> op instanceof Op.CallKfunc call && call.kfunc().equals("bpf_throw"));
    }
}
