package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.TypeMapping;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.type.ArrayType;

/**
 * Fields of structs of the kernel. The context and what the verifier knows are loaded directly; what it does not trust is read by a helper into
 * the frame, which holds zeroes when it could not be read.
 */
final class KernelReads {
    /** What leads on to objects that are read like it. */
    private static final Set<MemoryKind> READ_DIRECTLY =
            EnumSet.of(MemoryKind.KERNEL, MemoryKind.RCU, MemoryKind.WALKED, MemoryKind.KPTR);

    private final FunctionLowering function;
    private final KernelBits bits;
    private final KernelElements elements;

    KernelReads(FunctionLowering function) {
        this.function = function;
        this.bits = new KernelBits(function);
        this.elements = new KernelElements(function);
    }

    /** Returns what a field holds; a struct that is embedded is a reference to it. */
    Operand read(ExpressionTree tree, KernelPart part) {
        requireNoArray(tree, part);
        return read(tree, part, pointer(part));
    }

    /** Refuses an array as a whole. */
    void requireNoArray(ExpressionTree tree, KernelPart part) {
        if (part.layout() instanceof BpfType.Array) throw refuseArray(tree);
    }

    /** Returns the type of what an array consists of. */
    JavaType element(ExpressionTree tree, KernelPart array) {
        var component = ((ArrayType) array.type()).getComponentType();
        return function.mapped(tree, () -> function.unit.types().of(array.field(), component));
    }

    /** Refuses an expression that names one. */
    Refusal refuseArray(ExpressionTree tree) {
        return function.refuse(
                tree,
                UNSUPPORTED_JAVA,
                function.quote(tree) + " is read by its elements only",
                "write an index behind it, or copy it: System.arraycopy("
                        + function.unit.sources().text(tree) + ", 0, copy, 0, copy.length)");
    }

    /** Returns what the field holds of the struct that a pointer leads to. */
    Operand read(ExpressionTree tree, KernelPart part, Value pointer) {
        var type = function.mapped(tree, () -> function.unit.types().of(part.field(), part.type()));
        var kind = ((ValueType.Pointer) pointer.type()).kind();
        if (part.isBits()) return bits.read(tree, part, pointer, type);
        var address = address(part, pointer);
        if (part.isStruct()) return new Reference(Operand.Base.of(address), 0, type);
        var integer = type.integer().orElse(Int.ULONG);
        var direct = kind == MemoryKind.UNTRUSTED ? probed(tree, address, integer) : address;
        if (type.integer().isPresent())
            return function.memory.load(direct, 0, type, TypeMapping.bigEndian(part.field()));
        var found = Operand.Base.of(pointer(part, direct, kind));
        return type instanceof PtrClass declared
                ? Operand.Address.of(new Reference(found, 0, declared.target()), Operand.Address.ENDLESS, declared)
                : new Reference(found, 0, type);
    }

    /** Returns the address of a field, as a pointer of the kind that leads to its struct. */
    Value address(ExpressionTree tree, KernelPart part) {
        if (part.isBits())
            throw function.refuse(
                    tree, UNSUPPORTED_JAVA, function.quote(tree) + " is a bit-field, which has no address");
        return address(part, pointer(part));
    }

    /** Returns the pointer to the struct that a field is in. */
    Value pointer(KernelPart part) {
        if (!(function.expressions.lower(part.base()) instanceof Reference whole))
            throw function.refuse(
                    part.base(), UNSUPPORTED_JAVA, function.quote(part.base()) + " leads to no struct of the kernel");
        function.touching(part.base());
        return elements.shifted(part, whole.base().pointer(function.builder));
    }

    /** Returns the address of a field of the struct that a pointer leads to. */
    Value address(KernelPart part, Value pointer) {
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        return function.builder.fieldAddress(pointer, layout.name(), part.access(), part.offset());
    }

    private Value probed(Tree place, Value address, Int type) {
        function.helpers.require(place, Helper.PROBE_READ_KERNEL);
        var slot = function.builder.stackAddress(function.scratch("read", type));
        var size = function.builder.constant(ValueType.I64, type.width().bytes());
        function.builder.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, slot, size, address);
        return slot;
    }

    /** What a record that a program is handed leads to is as untrusted as what a probe found. */
    private Value pointer(KernelPart part, Value address, MemoryKind from) {
        var walked = READ_DIRECTLY.contains(from);
        var builder = function.builder;
        if (KernelPaths.isKept(function, part, from))
            return builder.load(ValueType.pointer(MemoryKind.RCU), Width.DW, Extension.ZERO, address, 0);
        if (KernelPaths.isCompared(part, from))
            return builder.load(ValueType.nullable(MemoryKind.RCU), Width.DW, Extension.ZERO, address, 0);
        if (walked) return builder.load(ValueType.nullable(MemoryKind.WALKED), Width.DW, Extension.ZERO, address, 0);
        var number = builder.load(ValueType.I64, Width.DW, Extension.ZERO, address, 0);
        return builder.reinterpret(ValueType.nullable(MemoryKind.UNTRUSTED), number);
    }
}
