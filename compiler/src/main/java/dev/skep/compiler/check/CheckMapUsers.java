package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds maps in programs that may not use them for what is in their values, and in functions that such a program comes to: {@code
 * check_map_prog_compatibility} of the kernel's {@code verifier.c}, which asks about every map that a program names.
 */
public final class CheckMapUsers implements UnitCheck {
    /** {@code is_tracing_prog_type}: they run in the middle of anything. */
    private static final Set<ProgramType> TRACING = EnumSet.of(
            ProgramType.KPROBE,
            ProgramType.TRACEPOINT,
            ProgramType.PERF_EVENT,
            ProgramType.RAW_TRACEPOINT,
            ProgramType.RAW_TRACEPOINT_WRITABLE);

    private static final Set<ProgramType> NOT_LOCKING = EnumSet.of(ProgramType.SOCKET_FILTER);

    /** First kernel in which sleepable programs may lock. */
    private static final KernelVersion SLEEPERS_LOCK = new KernelVersion(6, 7);

    /** First kernels in which programs of these types may lock; others may since there are locks. */
    private static final Map<ProgramType, KernelVersion> LOCK_SINCE = Map.of(
            ProgramType.LSM, new KernelVersion(5, 11),
            ProgramType.TRACING, new KernelVersion(5, 15));

    private static final List<String> LOCKS = List.of("bpf_spin_lock", "bpf_res_spin_lock");

    /** What the kernel finds in values and does not give to all programs. */
    private static final List<String> KEPT = Stream.concat(
                    LOCKS.stream(), Stream.of("bpf_timer", "bpf_wq", "bpf_list_head", "bpf_rb_root"))
            .toList();

    private final KernelVersion target;

    /** Checks for a kernel and all later ones. */
    public CheckMapUsers(KernelVersion target) {
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
        private final Map<String, List<String>> kept = new HashMap<>();
        private final Set<Diagnostic> findings = new LinkedHashSet<>();

        Run(Unit unit, KernelVersion target) {
            this.unit = unit;
            this.target = target;
            calls = CallGraph.of(unit);
            unit.functions().forEach(function -> functions.putIfAbsent(function.name(), function));
            for (var map : unit.maps()) {
                var found = KEPT.stream().filter(name -> holds(map, name)).toList();
                if (!found.isEmpty()) kept.put(map.name(), found);
            }
            for (var global : unit.globals())
                for (var lock : LOCKS) if (holds(global.type(), lock)) kept.put(global.name(), List.of(lock));
        }

        List<Diagnostic> findings() {
            if (kept.isEmpty()) return List.of();
            for (var function : unit.functions())
                if (function.kind() instanceof FunctionKind.Entry entry)
                    SectionName.find(entry.section()).ifPresent(section -> follow(function, section.kind()));
            return List.copyOf(findings);
        }

        private void follow(Function program, SectionKind kind) {
            Set<String> seen = new HashSet<>(Set.of(program.name()));
            List<String> work = new ArrayList<>(seen);
            while (!work.isEmpty()) {
                var name = work.remove(work.size() - 1);
                Optional.ofNullable(functions.get(name)).ifPresent(function -> check(function, program, kind));
                for (var call : calls.from(name)) if (seen.add(call.callee())) work.add(call.callee());
            }
        }

        private void check(Function function, Function program, SectionKind kind) {
            for (var block : function.blocks())
                for (var op : block.ops()) {
                    var by = function.equals(program) ? "" : program.name();
                    if (op instanceof Op.MapAddress map)
                        for (var name : kept.getOrDefault(map.map(), List.of()))
                            check(op, "map `" + map.map() + "`, with a `" + name + "` in its values,", name, by, kind);
                    if (op instanceof Op.GlobalAddress lock)
                        for (var name : kept.getOrDefault(lock.global(), List.of()))
                            check(op, "`" + lock.global() + "`, a `" + name + "`,", name, by, kind);
                }
        }

        private void check(Op use, String map, String field, String program, SectionKind kind) {
            var comes = program.isEmpty() ? "" : ", and `" + program + "` is one that comes here";
            if (TRACING.contains(kind.programType())
                    || (LOCKS.contains(field) && NOT_LOCKING.contains(kind.programType())))
                findings.add(Diagnostic.of(
                        DiagnosticCode.MAP_OF_OTHERS,
                        use.location(),
                        map + " is not for programs of type `BPF_PROG_TYPE_" + kind.programType() + "`" + comes));
            else if (LOCKS.contains(field) && !target.atLeast(lockSince(kind)))
                findings.add(Diagnostic.of(
                        DiagnosticCode.NEWER_KERNEL,
                        use.location(),
                        map + " in a program of `" + kind.word() + "` needs kernel " + lockSince(kind)
                                + ", the object must load on " + target + comes));
        }

        private static KernelVersion lockSince(SectionKind kind) {
            return kind.sleepable()
                    ? SLEEPERS_LOCK
                    : LOCK_SINCE.getOrDefault(kind.programType(), KernelVersion.parse("5.1"));
        }

        private static boolean holds(MapDefinition map, String name) {
            var inner = map.details().inner();
            return holds(map.value(), name) || (inner != null && holds(inner.value(), name));
        }

        private static boolean holds(@Nullable BpfType type, String name) {
            if (type instanceof BpfType.Array array) return holds(array.element(), name);
            if (type instanceof BpfType.Contains contents) return holds(contents.root(), name);
            if (!(type instanceof StructType struct)) return false;
            return struct.name().equals(name) || struct.members().stream().anyMatch(m -> holds(m.type(), name));
        }
    }
}
