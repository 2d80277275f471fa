package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.asm.CoreKind;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.lang.Kfuncs;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.ContextClass;
import java.util.List;
import java.util.Map;

/** Pointers that the verifier sees as another struct from here on: by kernel functions that do nothing when the program runs. */
final class CastCalls {
    // spotless:off
    /** What a context is in the kernel, {@code bpf_ctx_convert} of its {@code btf.c}. */
    private static final Map<String, String> CONTEXTS = Map.of(
            "__sk_buff", "sk_buff",                "xdp_md", "xdp_buff",                 "bpf_sock_addr", "bpf_sock_addr_kern",
            "bpf_sock_ops", "bpf_sock_ops_kern",   "sk_msg_md", "sk_msg",                "sk_reuseport_md", "sk_reuseport_kern",
            "bpf_sk_lookup", "bpf_sk_lookup_kern", "bpf_sockopt", "bpf_sockopt_kern",    "bpf_sysctl", "bpf_sysctl_kern");
    // spotless:on

    private final FunctionLowering function;
    private final KfuncRules rules;
    private final KernelCalls kernel;
    private final AnyAddress addresses;

    CastCalls(FunctionLowering function, KfuncRules rules) {
        this.function = function;
        this.rules = rules;
        this.kernel = new KernelCalls(function);
        this.addresses = new AnyAddress(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kfuncs.class, "castToKernCtx"), this::context);
        intrinsics.put(Calls.key(Kfuncs.class, "rdonlyCast"), this::readOnly);
    }

    private Operand context(Call call) {
        var kfunc = rules.require(call.tree(), "bpf_cast_to_kern_ctx");
        var tree = call.argument(0);
        if (!(function.expressions.lower(tree) instanceof Reference context)
                || !(context.type() instanceof ContextClass type)
                || type.struct() == null
                || type.origin() != ContextClass.Origin.HANDED_OVER
                || !CONTEXTS.containsKey(type.struct().name()))
            throw function.refuse(
                    tree, UNSUPPORTED_CALL, function.quote(tree) + " is no context with a struct of the kernel behind");
        var struct = kernel.struct(
                call.argument(1), CONTEXTS.getOrDefault(type.struct().name(), ""));
        var pointer = function.address(tree, context);
        function.at(call.tree());
        var cast = function.builder.callKfunc(ValueType.pointer(MemoryKind.KERNEL), kfunc.name(), List.of(pointer));
        return new Reference(Operand.Base.of(cast), 0, struct);
    }

    /** The verifier lets it be read, and believes nothing. */
    private Operand readOnly(Call call) {
        var kfunc = rules.require(call.tree(), "bpf_rdonly_cast");
        var pointer = addresses.of(call.argument(0));
        var struct = kernel.struct(call.argument(1));
        function.unit.statics().struct(struct.layout());
        function.at(call.tree());
        var builder = function.builder;
        var name = new BpfType.StructReference(struct.layout().name());
        var id = builder.truncate(builder.coreValue(CoreKind.TYPE_ID_TARGET, name, "0", 0));
        var cast = builder.callKfunc(ValueType.nullable(MemoryKind.WALKED), kfunc.name(), List.of(pointer, id));
        return new Reference(Operand.Base.of(cast), 0, struct);
    }
}
