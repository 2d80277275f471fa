package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NO_OBJECT;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.asm.CoreKind;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.KfuncHook;
import dev.skep.kernel.SectionKind;
import dev.skep.lang.BpfObject;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.type.JavaType.ReferenceClass;
import dev.skep.processor.type.JavaType.StructClass;
import dev.skep.processor.type.ObjectClasses;
import dev.skep.processor.type.Special;
import dev.skep.processor.type.SpecialFields;
import java.util.List;
import java.util.Map;

/** Objects that programs allocate: {@code bpf_obj_new}, {@code bpf_obj_drop} and {@code bpf_refcount_acquire}. */
final class ObjectCalls {
    private static final ValueType ALLOCATED = ValueType.nullable(MemoryKind.OBJECT);

    /** First kernels whose {@code kfunc_init} registers such functions for programs of these types; for others it does since it has them. */
    private static final Map<KfuncHook, KernelVersion> LATER =
            Map.of(KfuncHook.SYSCALL, new KernelVersion(6, 10), KfuncHook.CGROUP, new KernelVersion(6, 12));

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;
    private final ReferenceCalls references;

    ObjectCalls(FunctionLowering function, KfuncCalls kfuncs, ReferenceCalls references) {
        this.function = function;
        this.kfuncs = kfuncs;
        this.references = references;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfObject.class, "allocate"), this::allocate);
        intrinsics.put(Calls.key(BpfObject.class, "acquire"), this::acquire);
    }

    /** Gives an object back. */
    static void drop(IrBuilder code, Value taken) {
        code.callKfunc(ValueType.I64, "bpf_obj_drop_impl", List.of(taken, code.constant(ValueType.I64, 0)));
    }

    /** Refuses a function for such objects in programs that may not call it. */
    void require(Tree place, String kfunc) {
        kfuncs.require(place, kfunc);
        var type = function.helpers.program().map(SectionKind::programType).orElse(null);
        LATER.forEach((hook, since) -> {
            if (type != null && hook.types().containsKey(type))
                function.unit.require(place, since, "`" + kfunc + "` in programs of type `BPF_PROG_TYPE_" + type + "`");
        });
    }

    private Operand allocate(Call call) {
        function.guards.requireTry(call);
        require(call.tree(), "bpf_obj_new_impl");
        var struct = struct(call.argument(0));
        function.unit.statics().struct(struct.memory());
        function.at(call.tree());
        var builder = function.builder;
        var name = new BpfType.StructReference(struct.memory().name());
        var id = builder.coreValue(CoreKind.TYPE_ID_LOCAL, name, "0", 0);
        var none = builder.constant(ValueType.I64, 0);
        var object = builder.callKfunc(ALLOCATED, "bpf_obj_new_impl", List.of(id, none));
        clear(object, struct);
        return references.taken(object, struct);
    }

    private StructClass struct(ExpressionTree tree) {
        var type = function.classLiteral(tree).orElse(null);
        if (!(type instanceof StructClass struct))
            throw function.refuse(tree, NO_OBJECT, function.quote(tree) + " names no @Struct class");
        function.mapped(tree, () -> {
            ObjectClasses.require(struct);
            return struct;
        });
        for (var field : SpecialFields.of(struct))
            function.unit.require(
                    tree, field.kind().since(), "a `" + field.kind().text() + "`");
        return struct;
    }

    /** The kernel makes nodes and counts, and leaves the rest as it was. */
    private void clear(Value object, StructClass struct) {
        var builder = function.builder;
        var made = builder.newBlock("made");
        var end = builder.newBlock("cleared");
        builder.branch(Condition.NE, object, function.nullOf(object.type()), made, end);
        function.place(made);
        for (var member : SpecialFields.members(struct)) builder.zero(object, member.offset(), member.size());
        builder.jump(end);
        function.place(end);
    }

    private Operand acquire(Call call) {
        function.guards.requireTry(call);
        require(call.tree(), "bpf_refcount_acquire_impl");
        var tree = call.argument(0);
        var held = references.held(tree);
        var target = ((ReferenceClass) held.type()).target();
        var counted = target instanceof StructClass struct
                && SpecialFields.of(struct).stream().anyMatch(field -> field.kind() == Special.REFCOUNT);
        if (!counted)
            throw function.refuse(
                    tree,
                    NO_OBJECT,
                    "`" + target.text() + "` has no `BpfRefcount`, and so one owner at a time",
                    "put a BpfRefcount into the struct");
        var builder = function.builder;
        var object = builder.reinterpret(ValueType.pointer(MemoryKind.OBJECT), builder.read(held.handle()));
        var again = builder.callKfunc(
                ValueType.pointer(MemoryKind.OBJECT),
                "bpf_refcount_acquire_impl",
                List.of(object, builder.constant(ValueType.I64, 0)));
        return references.taken(again, target);
    }
}
