package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import dev.skep.asm.CoreKind;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.Core;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;

/** What loaders are asked about the types of the kernel: {@link Core}. */
final class CoreCalls {
    private final FunctionLowering function;
    private final KernelCalls kernel;
    private final KernelParts parts;
    private final KernelReads reads;

    CoreCalls(FunctionLowering function, KernelCalls kernel) {
        this.function = function;
        this.kernel = kernel;
        this.parts = new KernelParts(function);
        this.reads = new KernelReads(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Core.class, "exists"), this::exists);
        intrinsics.put(Calls.key(Core.class, "matches"), call -> truth(ofType(call, CoreKind.TYPE_MATCHES, 1)));
        intrinsics.put(Calls.key(Core.class, "sizeOf"), this::sizeOf);
        intrinsics.put(Calls.key(Core.class, "isSigned"), this::isSigned);
        intrinsics.put(Calls.key(Core.class, "valueOf"), this::valueOf);
        intrinsics.put(Calls.key(Core.class, "typeId"), call -> number(ofType(call, CoreKind.TYPE_ID_TARGET, 0)));
        intrinsics.put(Calls.key(Core.class, "localTypeId"), call -> number(ofType(call, CoreKind.TYPE_ID_LOCAL, 0)));
        intrinsics.put(Calls.key(Core.class, "addressOf"), this::addressOf);
        intrinsics.put(Calls.key(Core.class, "as"), this::as);
    }

    private Operand exists(Call call) {
        var tree = call.argument(0);
        var enumerator = enumerator(tree);
        if (enumerator.isPresent()) return truth(ask(enumerator.get(), CoreKind.ENUMVAL_EXISTS, 1));
        if (isType(tree)) return truth(ofType(call, CoreKind.TYPE_EXISTS, 1));
        return truth(ask(part(tree), CoreKind.FIELD_EXISTS, 1));
    }

    private Operand sizeOf(Call call) {
        var tree = call.argument(0);
        if (isType(tree))
            return number(ofType(
                    call, CoreKind.TYPE_SIZE, kernel.struct(tree).layout().size()));
        var part = part(tree);
        return number(ask(part, CoreKind.FIELD_BYTE_SIZE, part.layout().size()));
    }

    private Operand isSigned(Call call) {
        var part = part(call.argument(0));
        return truth(ask(part, CoreKind.FIELD_SIGNED, isSigned(part.layout()) ? 1 : 0));
    }

    private static boolean isSigned(BpfType type) {
        if (type instanceof BpfType.EnumType enumeration) return isSigned(enumeration.underlying());
        return type instanceof BpfType.Scalar scalar
                && scalar.encoding() != BpfType.Scalar.Encoding.UNSIGNED
                && scalar.encoding() != BpfType.Scalar.Encoding.BOOL;
    }

    private Operand valueOf(Call call) {
        var tree = call.argument(0);
        var enumerator = enumerator(tree)
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " names no enumerator",
                        "name a constant of an enum, which the loader finds by its name"));
        return new Scalar(ask(enumerator, CoreKind.ENUMVAL_VALUE, enumerator.number()), Int.LONG);
    }

    private Operand addressOf(Call call) {
        var tree = call.argument(0);
        if (parts.find(tree).isEmpty() && function.type(tree) instanceof KernelClass)
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    function.quote(tree) + " names no field of a struct of the kernel",
                    "write Ptr.to(" + source(tree) + ").address(), which is where it leads to");
        return new Scalar(function.builder.reinterpret(ValueType.I64, reads.address(tree, part(tree))), Int.ULONG);
    }

    private Operand as(Call call) {
        var tree = call.argument(0);
        var reference = kernel.reference(tree);
        var before = (KernelClass) reference.type();
        var type = kernel.struct(call.argument(1));
        if (type.kernelName().equals(before.kernelName()))
            return new Reference(reference.base(), reference.offset(), type);
        throw function.refuse(
                call.argument(1),
                UNSUPPORTED_CALL,
                "`" + type.text() + "` stands for `" + type.layout().name() + "`, and this is a `" + before.kernelName()
                        + "`",
                "name a class of the same struct; another one that lies there is seen by Ptr.to(" + source(tree)
                        + ").as(" + source(call.argument(1)) + ").get()");
    }

    private String source(ExpressionTree tree) {
        return function.unit.sources().text(tree);
    }

    private record Enumerator(EnumClass type, int position, long number) {}

    private Optional<Enumerator> enumerator(ExpressionTree tree) {
        var constant = function.unit.attribution().find(tree).filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT);
        if (constant.isEmpty() || !(function.type(tree) instanceof EnumClass type)) return Optional.empty();
        var name = constant.get().getSimpleName().toString();
        var position = List.copyOf(type.codes().keySet()).indexOf(name);
        return Optional.of(new Enumerator(
                type, position, type.memory().enumerators().get(position).value()));
    }

    private static boolean isType(ExpressionTree tree) {
        return tree instanceof MemberSelectTree literal
                && literal.getIdentifier().contentEquals("class");
    }

    private KernelPart part(ExpressionTree tree) {
        return parts.find(tree)
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " names no field of a struct of the kernel",
                        "name a field of a @KernelType class, such a class, or a constant of an enum"));
    }

    private Value ofType(Call call, CoreKind kind, long local) {
        var layout = kernel.struct(call.argument(0)).layout();
        function.unit.statics().struct(layout);
        return function.builder.coreValue(kind, new BpfType.StructReference(layout.name()), "0", local);
    }

    private Value ask(KernelPart part, CoreKind kind, long local) {
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        return function.builder.coreValue(kind, new BpfType.StructReference(layout.name()), part.access(), local);
    }

    private Value ask(Enumerator enumerator, CoreKind kind, long local) {
        var type = enumerator.type().memory();
        return function.builder.coreValue(kind, type, String.valueOf(enumerator.position()), local);
    }

    private Scalar truth(Value value) {
        return new Scalar(function.builder.truncate(value), Int.BOOLEAN);
    }

    private Scalar number(Value value) {
        return new Scalar(function.builder.truncate(value), Int.INT);
    }
}
