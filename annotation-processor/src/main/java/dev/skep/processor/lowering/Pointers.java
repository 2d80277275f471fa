package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.DIFFERENT_OBJECTS;
import static dev.skep.compiler.DiagnosticCode.FORGOTTEN_POINTER;
import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pointers: the start of an object, how many elements behind it, and how many bytes the object has. An element is computed, and must be
 * proved to be within the object, where it is accessed or handed on.
 */
final class Pointers {
    private static final Set<MemoryKind> FOREIGN =
            EnumSet.of(MemoryKind.UNTRUSTED, MemoryKind.RCU, MemoryKind.WALKED, MemoryKind.KPTR);

    private final FunctionLowering function;
    private final PointerFields fields;

    Pointers(FunctionLowering function) {
        this.function = function;
        this.fields = new PointerFields(function);
    }

    /** Returns the pointer that an operand is. */
    Address pointer(ExpressionTree tree, Operand operand) {
        if (operand instanceof Address address) return address;
        throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no pointer to anything here");
    }

    /** Returns a pointer that is no more than a number. */
    Address foreign(Value number, PtrClass type) {
        var base = function.builder.reinterpret(ValueType.nullable(MemoryKind.UNTRUSTED), number);
        return Address.of(new Reference(Operand.Base.of(base), 0, type.target()), Address.ENDLESS, type);
    }

    /** Returns whether nothing is known of what a pointer leads to, so that only probes read there. */
    boolean isForeign(Address pointer) {
        var kind = kind(pointer);
        return FOREIGN.contains(kind)
                || (kind == MemoryKind.KERNEL && pointer.bytes() == Address.ENDLESS)
                || pointer.first().type() instanceof KernelClass;
    }

    private MemoryKind kind(Address pointer) {
        return ((ValueType.Pointer) base(pointer).type()).kind();
    }

    /** Returns what a pointer leads to, where that can be accessed. */
    Reference target(ExpressionTree tree, Address pointer) {
        if (pointer.first().type() instanceof KernelClass) return pointer.first();
        if (!isForeign(pointer)) return element(tree, pointer, 1);
        throw function.refuse(
                tree,
                FORGOTTEN_POINTER,
                function.quote(tree) + " is an address, and nothing is known of what is there");
    }

    /** Returns a pointer to where this one leads now, of which so many elements from there are proved to be there. */
    Address settled(ExpressionTree tree, Address pointer, int elements) {
        if (isForeign(pointer))
            return pointer.constant() == 0 && pointer.variable() == null
                    ? pointer
                    : foreign(address(tree, pointer), pointer.type());
        var here = element(tree, pointer, elements);
        var size = size(pointer);
        var rest = pointer.variable() == null ? pointer.bytes() - pointer.constant() * size : (long) elements * size;
        return Address.of(here, (int) rest, pointer.type());
    }

    private Reference element(ExpressionTree tree, Address pointer, int elements) {
        var size = size(pointer);
        var most = pointer.bytes() / size - elements;
        var variable = pointer.variable();
        if (variable == null) {
            if (pointer.constant() < 0 || pointer.constant() > most) throw outside(tree, pointer, elements);
            return pointer.first()
                    .part((int) pointer.constant() * size, pointer.first().type());
        }
        if (most < 0) throw outside(tree, pointer, elements);
        var array = new Reference(
                pointer.first().base(),
                pointer.first().offset(),
                new ArrayOf((Stored) pointer.first().type(), pointer.bytes() / size));
        var element =
                function.arrays.element(tree, function.arrays.once(array), sum(pointer.added(), pointer.constant()));
        function.arrays.toProve(
                tree,
                element,
                most,
                function.quote(tree) + " is not known to point to one of the elements 0 to " + most);
        return element;
    }

    private Refusal outside(ExpressionTree tree, Address pointer, int elements) {
        var count = pointer.bytes() / size(pointer);
        return function.refuse(
                tree,
                OUT_OF_BOUNDS,
                pointer.variable() == null && elements == 1
                        ? function.quote(tree) + " points to element " + pointer.constant() + " of " + count
                        : function.quote(tree) + " must point to " + elements + " elements, and there are " + count
                                + (pointer.constant() == 0
                                        ? ""
                                        : ", of which it points to number " + pointer.constant()));
    }

    private Value index(Address pointer) {
        return sum(pointer.variable(), pointer.constant());
    }

    private Value sum(@Nullable Value variable, long constant) {
        var builder = function.builder;
        if (variable == null) return builder.constant(ValueType.I64, constant);
        if (constant == 0) return variable;
        var operation = constant < 0 ? BinaryOp.SUB : BinaryOp.ADD;
        return builder.binary(operation, variable, builder.constant(ValueType.I64, Math.abs(constant)));
    }

    /** Returns the number of the element, counted from the start of another pointer into the same object. */
    Value index(Address pointer, Address from) {
        return index(rebased(pointer, from));
    }

    /** Returns the same pointer, counted from the start of another one into the same object. */
    static Address rebased(Address pointer, Address from) {
        if (pointer.first().offset() == from.first().offset())
            return new Address(
                    from.first(),
                    pointer.bytes(),
                    pointer.constant(),
                    pointer.variable(),
                    pointer.added(),
                    pointer.type());
        var away = (pointer.first().offset() - from.first().offset()) / size(pointer);
        return new Address(
                from.first(),
                Math.max(0, pointer.bytes() + away * size(pointer)),
                pointer.constant() + away,
                pointer.variable(),
                pointer.added(),
                pointer.type());
    }

    /** Returns whether two pointers are known to be into one object, and a whole number of elements apart. */
    static boolean areInOneObject(Address one, Address other) {
        return one.first().base().equals(other.first().base())
                && one.type().equals(other.type())
                && (one.first().offset() == other.first().offset()
                        || (!(one.first().type() instanceof KernelClass)
                                && (one.first().offset() - other.first().offset()) % size(one) == 0));
    }

    private static int size(Address pointer) {
        return ((Stored) pointer.first().type()).memory().size();
    }

    private Value base(Address pointer) {
        return pointer.first().base().pointer(function.builder);
    }

    /** Returns the address that a pointer is, as a pointer or, for what is only an address, a number. */
    Value address(ExpressionTree tree, Address pointer) {
        var base = base(pointer);
        if (isForeign(pointer)) {
            var number = function.builder.reinterpret(ValueType.I64, base);
            if (pointer.constant() == 0 && pointer.variable() == null) return number;
            var builder = function.builder;
            var bytes = builder.binary(BinaryOp.MUL, index(pointer), builder.constant(ValueType.I64, size(pointer)));
            return builder.binary(BinaryOp.ADD, number, bytes);
        }
        function.touching(tree);
        return function.address(element(tree, pointer, 0));
    }

    /** {@code pointer - start}, in elements. */
    Value distance(Call call, Address pointer, Address start) {
        if (!areInOneObject(pointer, start))
            throw function.refuse(
                    call.tree(),
                    DIFFERENT_OBJECTS,
                    function.quote(call.receiver()) + " and " + function.quote(call.argument(0))
                            + " may point into different objects");
        var same = rebased(pointer, start);
        var builder = function.builder;
        var one = same.variable();
        var other = start.variable();
        var constant = same.constant() - start.constant();
        if (Objects.equals(one, other)) return builder.constant(ValueType.I64, constant);
        if (other != null) return builder.binary(BinaryOp.SUB, index(same), index(start));
        return sum(one, constant);
    }

    /** {@code one == other}, as a branch. */
    void compare(Side one, Side other, BlockLabel same, BlockLabel different) {
        var builder = function.builder;
        if (!areInOneObject(one.pointer, other.pointer)) {
            var left = address(one.tree, one.pointer);
            var right = address(other.tree, other.pointer);
            if (!left.type().equals(right.type()) && (left.type() == ValueType.I64 || right.type() == ValueType.I64)) {
                left = number(left);
                right = number(right);
            }
            builder.branch(Condition.EQ, left, right, same, different);
            return;
        }
        var moved = rebased(one.pointer, other.pointer);
        if (moved.variable() == null && other.pointer.variable() == null)
            builder.jump(moved.constant() == other.pointer.constant() ? same : different);
        else builder.branch(Condition.EQ, index(moved), index(other.pointer), same, different);
    }

    private Value number(Value address) {
        return address.type() == ValueType.I64 ? address : function.builder.reinterpret(ValueType.I64, address);
    }

    /** A pointer and where it stands in the source. */
    record Side(ExpressionTree tree, Address pointer) {}

    /** Returns the same address as a pointer to something else. */
    Address as(Call call, Address pointer, PtrClass type) {
        if (isForeign(pointer)) return foreign(address(call.receiver(), pointer), type);
        if (!(type.target() instanceof Stored target))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    function.quote(call.receiver()) + " points to no struct of the kernel");
        fields.requireNoPointers(call.tree(), pointer.first().type());
        fields.requireNoPointers(call.tree(), target);
        SpecialValues.requireNone(function, call.tree(), pointer.first().type());
        SpecialValues.requireNone(function, call.tree(), target);
        var here = settled(call.receiver(), pointer, 1);
        var size = target.memory().size();
        if (size > here.bytes())
            throw function.refuse(
                    call.argument(0),
                    OUT_OF_BOUNDS,
                    "`" + target.text() + "` has " + size + " bytes, and only " + here.bytes() + " are known to be at "
                            + function.quote(call.receiver()));
        var alignment = ((Stored) pointer.first().type()).memory().alignment();
        var kind = kind(pointer);
        var isExact = kind == MemoryKind.STACK || kind == MemoryKind.KERNEL;
        if (isExact && target.memory().alignment() > alignment)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "`" + target.text() + "` lies at multiples of "
                            + target.memory().alignment() + " bytes, and " + function.quote(call.receiver())
                            + " points into the " + (kind == MemoryKind.STACK ? "stack" : "kernel")
                            + " at multiples of " + alignment,
                    "declare what it points to with a member that is as wide");
        return Address.of(here.first().as(target), here.bytes(), type);
    }

    /** Returns the pointer that lies somewhere. */
    Operand load(ExpressionTree blame, Reference place) {
        return place.type() instanceof ArenaClass ? function.arenas.load(blame, place) : fields.load(blame, place);
    }

    /** Puts a pointer somewhere. */
    void store(ExpressionTree target, ExpressionTree tree, Reference place, Operand value) {
        if (place.type() instanceof ArenaClass) function.arenas.store(target, tree, place, value);
        else fields.store(target, tree, place, value);
    }

    /** Refuses to copy a struct, or to see it as another, when it holds pointers: nobody would know any more where they lead. */
    void requireNoPointers(Tree tree, Stored type) {
        fields.requireNoPointers(tree, type);
    }
}
