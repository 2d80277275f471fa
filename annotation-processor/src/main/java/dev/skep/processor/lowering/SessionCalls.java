package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.WRONG_HELPER;

import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.SectionKind;
import dev.skep.lang.BpfSession;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What programs ask that run at the start of a function and at its return. */
final class SessionCalls {
    private static final Set<SectionKind> SESSIONS =
            EnumSet.of(SectionKind.KPROBE_SESSION, SectionKind.UPROBE_SESSION, SectionKind.UPROBE_SESSION_S);

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;
    private final RenamedKfuncs renamed;

    SessionCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
        this.renamed = new RenamedKfuncs(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfSession.class, "isReturn"), this::isReturn);
        intrinsics.put(Calls.key(BpfSession.class, "cookie"), this::cookie);
    }

    /** Of a {@code bool}, only the low byte comes back. */
    private Operand isReturn(Call call) {
        var raw = asked(call, ValueType.I32, "bpf_session_is_return");
        return new Scalar(function.builder.extend(Extension.ZERO, Byte.SIZE, ValueType.I32, raw), Int.BOOLEAN);
    }

    private Operand cookie(Call call) {
        var address = asked(call, ValueType.pointer(MemoryKind.MEMORY), "bpf_session_cookie");
        return new Reference(Operand.Base.of(address), 0, function.type(call.tree()));
    }

    private Value asked(Call call, ValueType type, String name) {
        kfuncs.require(call.tree(), name);
        function.helpers.program().filter(kind -> !SESSIONS.contains(kind)).ifPresent(kind -> {
            throw function.refuse(
                    call.tree(),
                    WRONG_HELPER,
                    "`" + name + "` is for programs that run at the start and at the return of a function",
                    "make it a @KprobeSession or a @UprobeSession");
        });
        var context = Calls.reference(function, call.argument(0)).base().pointer(function.builder);
        function.at(call.tree());
        return renamed.call(type, name, List.of(context), List.of());
    }
}
