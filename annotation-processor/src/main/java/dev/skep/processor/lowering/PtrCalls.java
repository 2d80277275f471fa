package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.CONTEXT_INDEX;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.Ptr;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.Map;

/** The methods of {@link Ptr}. */
final class PtrCalls {
    private final FunctionLowering function;

    PtrCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(Ptr.class, "of"),      this::of);
        intrinsics.put(Calls.key(Ptr.class, "to"),      this::to);
        intrinsics.put(Calls.key(Ptr.class, "at"),      this::at);
        intrinsics.put(Calls.key(Ptr.class, "get"),     this::get);
        intrinsics.put(Calls.key(Ptr.class, "set"),     this::set);
        intrinsics.put(Calls.key(Ptr.class, "plus"),    call -> moved(call, BinaryOp.ADD));
        intrinsics.put(Calls.key(Ptr.class, "minus"),   this::minus);
        intrinsics.put(Calls.key(Ptr.class, "as"),      this::as);
        intrinsics.put(Calls.key(Ptr.class, "address"), this::address);
        // spotless:on
    }

    private PtrClass type(Call call) {
        return (PtrClass) function.type(call.tree());
    }

    private Address receiver(Call call) {
        return function.pointers.pointer(call.receiver(), function.expressions.lower(call.receiver()));
    }

    private Operand of(Call call) {
        var type = type(call);
        var array =
                function.places.kernelArray(call.argument(0)).orElseGet(() -> function.arrays.array(call.argument(0)));
        var shape = (ArrayOf) array.type();
        requireElements(call, type, shape.element());
        var first = new Reference(array.base(), array.offset(), type.target());
        var start = Address.of(once(call.argument(0), first), shape.memory().size(), type);
        return moved(start, call.argument(1), BinaryOp.ADD);
    }

    /** Global variables stay where they are; other memory might be what a variable leads to now. */
    private Reference once(ExpressionTree tree, Reference memory) {
        if (memory.base() instanceof Operand.Base.Symbol) return memory;
        var pointer = memory.base().pointer(function.builder);
        if (FunctionLowering.isContext(pointer) && !(memory.type() instanceof KernelClass))
            throw function.refuse(
                    tree,
                    CONTEXT_INDEX,
                    function.quote(tree) + " lies in a context, into which nothing points",
                    "copy it into an array or a struct of its own");
        return memory.at(pointer);
    }

    private void requireElements(Call call, PtrClass type, Stored element) {
        var target = type.target();
        var matches = target instanceof CellClass cell
                ? cell.content().equals(element) || target.equals(element)
                : target.equals(element);
        if (!matches)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "this is a `" + type.text() + "`, and the elements of " + function.quote(call.argument(0))
                            + " are `" + element.text() + "`",
                    "declare what it is assigned to as a pointer to that: Ptr<U32> for @Unsigned int");
    }

    private Operand to(Call call) {
        var tree = call.argument(0);
        var type = type(call);
        if (call.method().getParameters().get(0).asType().getKind().isPrimitive())
            return Address.of(
                    word(call, type), ((CellClass) type.target()).content().bits() / Byte.SIZE, type);
        var operand = function.places.memory(tree).orElseGet(() -> function.expressions.lower(tree));
        if (operand instanceof Nothing) return operand;
        if (!(operand instanceof Reference memory) || !memory.type().equals(type.target()))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    function.quote(tree) + " is a value, and lies nowhere",
                    "put it into a field, an array or a map, and point there");
        var bytes = memory.type() instanceof Stored stored ? stored.memory().size() : Address.ENDLESS;
        return Address.of(once(tree, memory), bytes, type);
    }

    private Reference word(Call call, PtrClass type) {
        var tree = call.argument(0);
        var word = function.places
                .word(tree)
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " is no word in memory",
                        "use a cell: U32.of(…)"));
        var matches = type.target() instanceof CellClass cell && cell.content().equals(word.type());
        if (!matches || word.bigEndian() || word.loose())
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "this is a `" + type.text() + "`, and " + function.quote(tree) + " is "
                            + (word.bigEndian()
                                    ? "in network order"
                                    : "a `" + word.type().text() + "`"),
                    "declare what it is assigned to as a pointer to that: Ptr<U32> for @Unsigned int");
        return once(tree, new Reference(Operand.Base.of(word.pointer()), word.offset(), type.target()));
    }

    private Operand at(Call call) {
        var type = type(call);
        var number = function.expressions.scalar(call.argument(0));
        var address = function.conversions.wide(number.value(), function.integer(number));
        return function.pointers.foreign(address, type);
    }

    private Operand get(Call call) {
        var pointer = receiver(call);
        var target = function.pointers.target(call.receiver(), pointer);
        if (target.type() instanceof RecordClass) return function.memory.fields(call.receiver(), target);
        if (target.type() instanceof PtrClass) return function.pointers.load(call.receiver(), target);
        return target;
    }

    private Operand set(Call call) {
        var pointer = receiver(call);
        var target = function.pointers.target(call.receiver(), pointer);
        var tree = call.argument(0);
        var value = function.expressions.lower(tree);
        if (target.type() instanceof PtrClass) {
            function.pointers.store(call.receiver(), tree, target, value);
            return new Nothing(Other.VOID);
        }
        return set(function, call, target, value);
    }

    /** Writes a record to where the pointer leads whose method is called. */
    static Operand set(FunctionLowering function, Call call, Reference target, Operand value) {
        var tree = call.argument(0);
        if (!(target.type() instanceof RecordClass record))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "a `" + target.type().text() + "` is set by its parts",
                    "assign to fields of " + function.quote(call.receiver()) + ".get(), or Memory.copy to it");
        function.places.writable(call.receiver(), target);
        var fields = function.memory.fields(tree, value);
        function.touching(call.receiver());
        function.memory.write(tree, target.base().pointer(function.builder), target.offset(), record, fields);
        return new Nothing(Other.VOID);
    }

    private Operand moved(Call call, BinaryOp operation) {
        var pointer = receiver(call);
        if (pointer.type().target() instanceof KernelClass struct)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "how many bytes a `" + struct.text() + "` has is known to the kernel that runs only",
                    "use what its fields lead to");
        return moved(pointer, call.argument(0), operation);
    }

    private Address moved(Address pointer, ExpressionTree tree, BinaryOp operation) {
        var known = function.unit.constants().of(tree);
        if (known.isPresent()) {
            var elements = known.get().value();
            var constant = pointer.constant() + (operation == BinaryOp.ADD ? elements : -elements);
            return new Address(
                    pointer.first(), pointer.bytes(), constant, pointer.variable(), pointer.added(), pointer.type());
        }
        var number = function.expressions.scalar(tree);
        var type = function.integer(number);
        var elements = function.conversions.wide(number.value(), type);
        var builder = function.builder;
        var variable = pointer.variable();
        var before = pointer.added();
        Value sum = elements;
        if (variable != null) sum = builder.binary(operation, variable, elements);
        else if (operation == BinaryOp.SUB) sum = builder.negate(elements);
        var added = sum;
        if (operation == BinaryOp.ADD) {
            // the verifier would forget the bounds of a number whose sign is extended
            added = function.conversions.index(number.value(), type);
            if (before != null) added = builder.binary(BinaryOp.ADD, before, added);
        }
        return new Address(pointer.first(), pointer.bytes(), pointer.constant(), sum, added, pointer.type());
    }

    private Operand minus(Call call) {
        if (call.method().getParameters().get(0).asType().getKind().isPrimitive()) return moved(call, BinaryOp.SUB);
        var pointer = receiver(call);
        var start = function.pointers.pointer(call.argument(0), function.expressions.lower(call.argument(0)));
        return new Scalar(function.pointers.distance(call, pointer, start), Int.LONG);
    }

    private Operand as(Call call) {
        var pointer = receiver(call);
        var literal = function.classLiteral(call.argument(0)).orElse(null);
        var type = type(call);
        if (!(literal instanceof Composite) && !(literal instanceof CellClass) && !(literal instanceof KernelClass))
            throw function.refuse(
                    call.argument(0),
                    UNSUPPORTED_CALL,
                    function.quote(call.argument(0)) + " names no @Struct class, no record and no cell");
        return function.pointers.as(call, pointer, type);
    }

    private Operand address(Call call) {
        var address = function.pointers.address(call.receiver(), receiver(call));
        return new Scalar(
                address.type() == ValueType.I64 ? address : function.builder.reinterpret(ValueType.I64, address),
                Int.ULONG);
    }
}
