package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds helpers and functions of the kernel in functions that a program which may not call them comes to: the verifier follows calls, and asks
 * about each as if it stood in the program. What a program calls itself is the front end's to say, and functions that are verified on their own are not entered.
 */
public final class CheckHelpers implements UnitCheck {
    private final KernelVersion target;

    /**
     * Prepares the check.
     *
     * @param target the oldest kernel that the object must load on
     */
    public CheckHelpers(KernelVersion target) {
        this.target = target;
    }

    @Override
    public List<Diagnostic> check(Unit unit) {
        return new Run(unit, target).findings();
    }

    /** One unit. */
    private static final class Run {
        private final Unit unit;
        private final KernelVersion target;
        private final CallGraph calls;
        private final Map<String, Function> functions = new HashMap<>();
        private final Map<String, Map<ProgramType, Function>> reaching = new HashMap<>();

        Run(Unit unit, KernelVersion target) {
            this.unit = unit;
            this.target = target;
            calls = CallGraph.of(unit);
            unit.functions().forEach(function -> functions.putIfAbsent(function.name(), function));
        }

        List<Diagnostic> findings() {
            for (var function : unit.functions())
                if (function.kind() instanceof FunctionKind.Entry entry)
                    SectionName.find(entry.section())
                            .ifPresent(section -> reach(function, section.kind().programType()));
            List<Diagnostic> findings = new ArrayList<>();
            for (var function : unit.functions()) {
                var programs = reaching.getOrDefault(function.name(), Map.of());
                if (programs.isEmpty()) continue;
                for (var block : function.blocks()) for (var op : block.ops()) check(op, programs, findings);
            }
            return findings;
        }

        /** Notes the program at all functions that it comes to, unless one of its type has been there. */
        private void reach(Function program, ProgramType type) {
            Set<String> seen = new HashSet<>(Set.of(program.name()));
            List<String> work = new ArrayList<>(seen);
            while (!work.isEmpty()) {
                for (var call : calls.from(work.remove(work.size() - 1))) {
                    var callee = functions.get(call.callee());
                    if (callee == null || callee.kind() instanceof FunctionKind.Global || !seen.add(call.callee()))
                        continue;
                    reaching.computeIfAbsent(call.callee(), name -> new HashMap<>())
                            .putIfAbsent(type, program);
                    work.add(call.callee());
                }
            }
        }

        private void check(Op op, Map<ProgramType, Function> programs, List<Diagnostic> findings) {
            for (var helper : op.helpers())
                check(op, helper.kernelName(), type -> !helper.programTypes().contains(type), programs, findings);
            if (op instanceof Op.CallKfunc call)
                Kfunc.of(call.kfunc())
                        .ifPresent(kfunc ->
                                check(op, kfunc.name(), type -> kfunc.isRefused(type, target), programs, findings));
        }

        private static void check(
                Op call,
                String name,
                Predicate<ProgramType> isRefused,
                Map<ProgramType, Function> programs,
                List<Diagnostic> findings) {
            programs.entrySet().stream()
                    .filter(entry -> entry.getKey() != ProgramType.EXT) // may call what the replaced function may
                    .filter(entry -> isRefused.test(entry.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> findings.add(Diagnostic.of(
                            DiagnosticCode.WRONG_HELPER,
                            call.location(),
                            "`" + name + "` is not for programs of type `BPF_PROG_TYPE_" + entry.getKey() + "`, and `"
                                    + entry.getValue().name() + "` is one that comes here")));
        }
    }
}
