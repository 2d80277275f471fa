package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.KernelType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.Owners;
import dev.skep.processor.type.TypeMapping;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;

/**
 * Fields of structs of the kernel. The context and what the verifier knows are loaded directly; what it does not trust is read by a helper into
 * the frame, which holds zeroes when it could not be read.
 */
final class KernelReads {
    private final FunctionLowering function;

    KernelReads(FunctionLowering function) {
        this.function = function;
    }

    /** Returns what a field holds. */
    Operand field(MemberSelectTree tree, Reference whole, KernelClass struct) {
        var field = (VariableElement) function.unit.attribution().element(tree);
        if (isArray(field))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " is read by its elements only",
                    "write an index behind it");
        var type = function.mapped(tree, () -> function.unit.types().of(field));
        return read(new Part(whole, struct, struct.fields().indexOf(name(field)), Optional.empty()), tree, type, field);
    }

    /** Returns whether an expression is an array in a struct of the kernel. */
    boolean isArray(ExpressionTree tree) {
        return function.unit
                .attribution()
                .find(tree)
                .filter(element -> element.getKind().isField()
                        && Owners.of(element).getAnnotation(KernelType.class) != null
                        && isArray(element))
                .isPresent();
    }

    /** Returns an element of an array in a struct of the kernel. */
    Operand element(ArrayAccessTree tree) {
        if (!(tree.getExpression() instanceof MemberSelectTree array)
                || !(function.expressions.lower(array.getExpression()) instanceof Reference whole)
                || !(whole.type() instanceof KernelClass struct))
            throw function.refuse(tree, UNSUPPORTED_JAVA, function.quote(tree) + " is no array that can be read");
        var field = (VariableElement) function.unit.attribution().element(array);
        var index = function.unit
                .constants()
                .of(tree.getIndex())
                .orElseThrow(() -> function.refuse(
                        tree.getIndex(),
                        UNSUPPORTED_JAVA,
                        function.quote(tree.getIndex())
                                + " is no constant, and the loader must know which element is meant"))
                .value();
        var part = new Part(whole, struct, struct.fields().indexOf(name(field)), Optional.of(index));
        if (index < 0 || index >= part.length())
            throw function.refuse(
                    tree.getIndex(),
                    OUT_OF_BOUNDS,
                    "index " + index + " of " + function.quote(array) + ", which has " + part.length() + " elements");
        var type = function.mapped(
                array, () -> function.unit.types().of(field, ((ArrayType) field.asType()).getComponentType()));
        return read(part, tree, type, field);
    }

    /** A field of a struct, or an element of it. */
    private record Part(Reference whole, KernelClass struct, int field, Optional<Long> index) {
        private BpfType type() {
            return struct.layout().members().get(field).type();
        }

        int length() {
            return ((BpfType.Array) type()).length();
        }

        String access() {
            return "0:" + field + index.map(i -> ":" + i).orElse("");
        }

        int offset() {
            var start = struct.layout().members().get(field).offset();
            return index.map(i -> start + Math.toIntExact(i) * type().size() / length())
                    .orElse(start);
        }
    }

    private Operand read(Part part, Tree place, JavaType type, VariableElement field) {
        var pointer = part.whole.base().pointer(function.builder);
        function.unit.statics().struct(part.struct.layout());
        var address =
                function.builder.fieldAddress(pointer, part.struct.layout().name(), part.access(), part.offset());
        var kind = ((ValueType.Pointer) pointer.type()).kind();
        var integer = type.integer().orElse(Int.ULONG);
        var direct = kind == MemoryKind.UNTRUSTED ? probed(place, address, integer) : address;
        if (type.integer().isPresent()) return function.memory.load(direct, 0, type, TypeMapping.bigEndian(field));
        return new Reference(Operand.Base.of(pointer(direct, kind)), 0, type);
    }

    private Value probed(Tree place, Value address, Int type) {
        function.helpers.require(place, Helper.PROBE_READ_KERNEL);
        var slot = function.builder.stackAddress(function.scratch("read", type));
        var size = function.builder.constant(ValueType.I64, type.width().bytes());
        function.builder.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, slot, size, address);
        return slot;
    }

    /** What a record that a program is handed leads to is as untrusted as what a probe found. */
    private Value pointer(Value address, MemoryKind from) {
        var walked = from == MemoryKind.KERNEL || from == MemoryKind.WALKED;
        var builder = function.builder;
        if (walked) return builder.load(ValueType.nullable(MemoryKind.WALKED), Width.DW, Extension.ZERO, address, 0);
        var number = builder.load(ValueType.I64, Width.DW, Extension.ZERO, address, 0);
        return builder.reinterpret(ValueType.nullable(MemoryKind.UNTRUSTED), number);
    }

    private static String name(Element field) {
        return field.getSimpleName().toString();
    }

    private static boolean isArray(Element field) {
        return field.asType() instanceof ArrayType;
    }
}
