package dev.skep.processor.bindings;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.kernel.AttachType;
import dev.skep.kernel.SectionName;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.bindings.OpsMember.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the functions, tracepoints and LSM hooks of a kernel hand to the programs that trace them: 64-bit words ({@code btf_ctx_access} of
 * {@code kernel/bpf/btf.c}). Other kernels may differ, so only types that were named say anything.
 */
public final class TracedFunctions {
    /** No larger struct goes over in registers. */
    private static final int LARGEST = 16;

    /** How the names of hooks begin. */
    private static final String LSM = "bpf_lsm_";

    private final List<BtfIndex> given;

    /** Takes the types that were named, if any were. */
    public TracedFunctions(List<BtfIndex> given) {
        this.given = List.copyOf(given);
    }

    /** Returns the words that a program gets; empty when the types do not tell. */
    public Optional<List<Passed>> find(SectionName section) {
        return section.kind().attachType().flatMap(type -> given.stream()
                .flatMap(types -> find(types, type, section.target()).stream())
                .findFirst());
    }

    private static Optional<List<Passed>> find(BtfIndex types, AttachType attach, String name) {
        return switch (attach) {
            case TRACE_RAW_TP -> tracepoint(types, name).map(prototype -> words(types, prototype, 1, false));
            case TRACE_FENTRY -> function(types, name).map(prototype -> words(types, prototype, 0, false));
            case TRACE_FEXIT, MODIFY_RETURN -> function(types, name).map(prototype -> words(types, prototype, 0, true));
            case LSM_MAC -> function(types, LSM + name).map(prototype -> words(types, prototype, 0, true));
            case LSM_CGROUP -> function(types, LSM + name).map(prototype -> words(types, prototype, 0, false));
            default -> Optional.empty();
        };
    }

    private static Optional<BtfType.FuncProto> function(BtfIndex types, String name) {
        return types.find(BtfKind.FUNC, name)
                .map(types::type)
                .map(found -> types.type(((BtfType.Func) found).prototype()))
                .map(BtfType.FuncProto.class::cast);
    }

    private static Optional<BtfType.FuncProto> tracepoint(BtfIndex types, String name) {
        return types.find(BtfKind.TYPEDEF, "btf_trace_" + name)
                .map(types::type)
                .map(found -> types.type(((BtfType.Typedef) found).target()))
                .filter(BtfType.Ptr.class::isInstance)
                .map(pointer -> types.type(((BtfType.Ptr) pointer).target()))
                .filter(BtfType.FuncProto.class::isInstance)
                .map(BtfType.FuncProto.class::cast);
    }

    private static List<Passed> words(BtfIndex types, BtfType.FuncProto prototype, int from, boolean returns) {
        var passed = new PassedTypes(types);
        List<Passed> words = new ArrayList<>();
        var parameters = prototype.parameters();
        for (var parameter : parameters.subList(Math.min(from, parameters.size()), parameters.size())) {
            var declared = passed.passed(parameter.type(), parameter.name());
            if (passed.resolved(parameter.type()) instanceof BtfType.Composite struct && struct.size() <= LARGEST)
                split(declared, struct, words);
            else words.add(declared);
        }
        if (returns && !prototype.returns().equals(BtfId.VOID)) words.add(passed.passed(prototype.returns(), ""));
        return words;
    }

    /** A struct that goes over itself takes as many words as it fills. */
    private static void split(Passed declared, BtfType.Composite struct, List<Passed> words) {
        for (var start = 0; start < struct.size(); start += Long.BYTES)
            words.add(new Passed.Number(Long.SIZE, Sign.EITHER, declared.text() + ", bytes from " + start));
    }
}
