package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.CONSTANT_DATA;
import static dev.skep.compiler.DiagnosticCode.POINTER_LEAK;
import static dev.skep.compiler.DiagnosticCode.UNSTABLE_REFERENCE;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.PointerKinds.Field;
import dev.skep.processor.lowering.PointerKinds.Held;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.PtrClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pointers in memory. In a struct of the frame the verifier knows what they lead to, and so does the compiler by all that the function puts
 * there; anywhere else they are numbers.
 */
final class PointerFields {
    private final FunctionLowering function;

    PointerFields(FunctionLowering function) {
        this.function = function;
    }

    /** The pieces of the frame of one function that others than the function itself cannot put pointers into. */
    static final class Frames {
        private final Map<Value, Integer> numbers = new HashMap<>();

        /** Takes the address of a new piece. */
        void add(Value address) {
            numbers.put(address, numbers.size());
        }
    }

    private Optional<Field> field(Reference place) {
        var number = function.frames.numbers.get(place.base().pointer(function.builder));
        return Optional.ofNullable(number).map(n -> new Field(function.name, n, place.offset()));
    }

    Operand load(ExpressionTree blame, Reference place) {
        var type = (PtrClass) place.type();
        var builder = function.builder;
        var base = place.base().pointer(builder);
        function.touching(blame);
        var held = field(place).flatMap(function.unit.kinds()::read);
        if (held.isEmpty() || held.get().kind() == MemoryKind.UNTRUSTED) {
            var number = builder.load(ValueType.I64, Width.DW, Extension.ZERO, base, place.offset());
            return function.pointers.foreign(number, type);
        }
        var register = ValueType.nullable(held.get().kind());
        var pointer = builder.load(register, Width.DW, Extension.ZERO, base, place.offset());
        var first = new Reference(new Operand.Base.Computed(pointer, held.get().isConstant()), 0, type.target());
        return Address.of(first, held.get().bytes(), type);
    }

    void store(ExpressionTree target, ExpressionTree tree, Reference place, Operand value) {
        if (place.base().isConstant())
            throw function.refuse(target, CONSTANT_DATA, function.quote(target) + " is constant");
        var builder = function.builder;
        var base = place.base().pointer(builder);
        Value stored;
        if (value instanceof Nothing) {
            stored = builder.constant(ValueType.I64, 0);
        } else {
            var address = function.pointers.settled(tree, function.pointers.pointer(tree, value), 1);
            stored = pointer(target, tree, place, address);
        }
        function.touching(target);
        builder.store(Width.DW, base, place.offset(), stored);
    }

    private Value pointer(ExpressionTree target, ExpressionTree tree, Reference place, Address address) {
        var start = address.first().base().pointer(function.builder);
        var kind = ((ValueType.Pointer) start.type()).kind();
        var field = field(place);
        if (function.pointers.isForeign(address)) {
            field.ifPresent(f -> note(tree, f, new Held(MemoryKind.UNTRUSTED, Address.ENDLESS, false)));
            return function.builder.reinterpret(ValueType.I64, start);
        }
        if (field.isEmpty())
            throw function.refuse(
                    target,
                    POINTER_LEAK,
                    function.quote(tree) + " points to " + kind.text() + " memory, and " + function.quote(target)
                            + " is not known to be in the frame of this function");
        if (kind == MemoryKind.STACK
                && !function.loops.outlasts(
                        start, function.loops.of(place.base().pointer(function.builder))))
            throw function.refuse(
                    tree,
                    UNSTABLE_REFERENCE,
                    function.quote(tree) + " points to memory of the frame that the next round of the loop uses again",
                    "make what it points to before the loop");
        note(
                tree,
                field.get(),
                new Held(kind, address.bytes(), address.first().base().isConstant()));
        return function.address(address.first());
    }

    private void note(ExpressionTree tree, Field field, Held held) {
        if (!function.unit.kinds().puts(field, held))
            throw function.refuse(
                    tree,
                    UNSTABLE_REFERENCE,
                    function.quote(tree) + " points to " + held.kind().text()
                            + " memory, and what is put there elsewhere points to another kind",
                    "use a field for each");
    }

    void requireNoPointers(Tree tree, JavaType type) {
        if (holdsPointers(type))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    "a `" + type.text() + "` holds pointers, and nobody would know any more where they lead",
                    "copy its fields one by one");
    }

    private static boolean holdsPointers(JavaType type) {
        if (type instanceof PtrClass) return true;
        if (type instanceof ArrayOf array) return holdsPointers(array.element());
        return type instanceof Composite composite
                && composite.fields().stream().anyMatch(field -> holdsPointers(field.type()));
    }
}
