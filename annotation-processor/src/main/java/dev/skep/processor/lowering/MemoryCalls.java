package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Memory;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import dev.skep.processor.type.SpecialFields;
import dev.skep.processor.type.SpecialFields.Piece;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bytes that are seen as something else or copied. */
final class MemoryCalls {
    /** Memory that is none of the other kinds. */
    private static final Set<MemoryKind> APART =
            EnumSet.of(MemoryKind.STACK, MemoryKind.PACKET, MemoryKind.MAP_VALUE, MemoryKind.RECORD, MemoryKind.OBJECT);

    private final FunctionLowering function;
    private final KernelParts kernelParts;
    private final KernelReads kernelReads;

    MemoryCalls(FunctionLowering function) {
        this.function = function;
        this.kernelParts = new KernelParts(function);
        this.kernelReads = new KernelReads(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(Memory.class, "as"),        this::as);
        intrinsics.put(Calls.key(Memory.class, "copyOf"),    this::copyOf);
        intrinsics.put(Calls.key(Memory.class, "copy"),      this::copy);
        intrinsics.put(Calls.key(System.class, "arraycopy"), this::arraycopy);
        // spotless:on
    }

    private Operand as(Call call) {
        var whole = memory(call.argument(0));
        var type = function.classLiteral(call.argument(1))
                .filter(Composite.class::isInstance)
                .map(Composite.class::cast)
                .orElseThrow(() -> function.refuse(
                        call.argument(1),
                        UNSUPPORTED_CALL,
                        function.quote(call.argument(1)) + " names no @Struct class and no record"));
        function.pointers.requireNoPointers(call.argument(0), (Stored) whole.type());
        function.pointers.requireNoPointers(call.argument(1), type);
        SpecialValues.requireNone(function, call.argument(0), whole.type());
        SpecialValues.requireNone(function, call.argument(1), type);
        var from = ((Stored) whole.type()).memory();
        if (type.memory().size() > from.size())
            throw function.refuse(
                    call.argument(1),
                    OUT_OF_BOUNDS,
                    "`" + type.text() + "` has " + type.memory().size() + " bytes, `"
                            + whole.type().text() + "` only " + from.size());
        var isExact = kind(whole) == MemoryKind.STACK || kind(whole) == MemoryKind.KERNEL;
        if (isExact && type.memory().alignment() > from.alignment())
            throw function.refuse(
                    call.argument(0),
                    UNSUPPORTED_CALL,
                    "`" + type.text() + "` lies at multiples of "
                            + type.memory().alignment()
                            + " bytes, and " + function.quote(call.argument(0)) + " is "
                            + (kind(whole) == MemoryKind.STACK ? "on the stack" : "in the kernel") + " at multiples of "
                            + from.alignment(),
                    "declare it with a member that is as wide");
        return new Reference(whole.base(), whole.offset(), type);
    }

    private Operand copyOf(Call call) {
        var from = struct(call.argument(0));
        var type = (StructClass) from.type();
        function.pointers.requireNoPointers(call.argument(0), type);
        var size = type.memory().size();
        var slot = function.builder.newSlot(
                type.text(), size, Math.min(8, type.memory().alignment()));
        var pointer = function.builder.stackAddress(slot);
        requireNoContext(new End(from, call.argument(0)), from.base().pointer(function.builder));
        function.loops.made(pointer, function.loops.around());
        function.touching(call.argument(0));
        var pieces = pieces(type, from);
        if (pieces.size() != 1 || pieces.get(0).size() != size) function.builder.zero(pointer, 0, size);
        for (var piece : pieces)
            function.builder.copy(
                    pointer,
                    piece.offset(),
                    from.base().pointer(function.builder),
                    from.offset() + piece.offset(),
                    piece.size());
        return new Reference(Operand.Base.of(pointer), 0, type);
    }

    /** Returns what is copied: of what a program allocated, each member by itself. */
    private List<Piece> pieces(Stored type, Reference... ends) {
        return Arrays.stream(ends).anyMatch(end -> kind(end) == MemoryKind.OBJECT)
                ? SpecialFields.members(type)
                : SpecialFields.others(type);
    }

    private Operand copy(Call call) {
        var to = struct(call.argument(0));
        var from = struct(call.argument(1));
        if (!to.type().equals(from.type()))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "a `" + from.type().text() + "` is no `" + to.type().text() + "`",
                    "see one as the other first: Memory.as(…)");
        function.pointers.requireNoPointers(call.argument(1), (StructClass) from.type());
        function.places.writable(call.argument(0), to);
        copy(new End(to, call.argument(0)), new End(from, call.argument(1)), pieces((StructClass) to.type(), to, from));
        return new Nothing(Other.VOID);
    }

    private Operand arraycopy(Call call) {
        var ofTheKernel = kernelParts.find(call.argument(0)).filter(part -> part.layout() instanceof BpfType.Array);
        if (ofTheKernel.isPresent()) return arraycopy(call, ofTheKernel.get());
        var from = part(call, 0, 1);
        var to = part(call, 2, 3);
        function.places.writable(call.argument(2), to.array);
        var element = ((ArrayOf) to.array.type()).element();
        requireAlike(
                call, ((ArrayOf) from.array.type()).element(), from.array.type().text(), (ArrayOf) to.array.type());
        function.pointers.requireNoPointers(call.argument(0), element);
        copy(
                new End(to.reference(element), call.argument(2)),
                new End(from.reference(element), call.argument(0)),
                to.length == 0 ? List.of() : pieces(new ArrayOf(element, to.length), to.array, from.array));
        return new Nothing(Other.VOID);
    }

    /** A helper reads what is the kernel's, and leaves zeroes where it cannot. */
    private Operand arraycopy(Call call, KernelPart from) {
        var array = (BpfType.Array) from.layout();
        var source = kernelReads.address(call.argument(0), from);
        var start = number(call.argument(1));
        var to = part(call, 2, 3);
        function.places.writable(call.argument(2), to.array);
        var element = ((ArrayOf) to.array.type()).element();
        var read = kernelReads.element(call.argument(0), from);
        requireAlike(call, read, read.text() + "[]", (ArrayOf) to.array.type());
        var isFlexible = array.length() == 0;
        requireWithin(call, 0, 1, start, to.length, isFlexible ? Long.MAX_VALUE : array.length());
        if (to.length == 0) return new Nothing(Other.VOID);
        function.helpers.require(call.tree(), Helper.PROBE_READ_KERNEL);
        function.touching(call.argument(2));
        var builder = function.builder;
        var size = element.memory().size();
        var target = function.address(call.argument(2), to.reference(element));
        builder.callHelper(
                ValueType.I64,
                Helper.PROBE_READ_KERNEL,
                target,
                builder.constant(ValueType.I64, (long) to.length * size),
                builder.binary(
                        BinaryOp.ADD,
                        builder.reinterpret(ValueType.I64, source),
                        builder.constant(ValueType.I64, start * size)));
        return new Nothing(Other.VOID);
    }

    /** Integers of one type are copied whether they have a sign or not: their bits stay the same. */
    private void requireAlike(Call call, JavaType from, String array, ArrayOf to) {
        var element = to.element();
        if (from.equals(element)) return;
        if (from instanceof Int one && element instanceof Int other && one.withSign() == other.withSign()) return;
        throw function.refuse(
                call.tree(),
                UNSUPPORTED_CALL,
                "a `" + array + "` is not copied into a `" + to.text() + "`",
                "see one as a struct with such an array first: Memory.as(…)");
    }

    /** {@code length} elements of an array. */
    private record Part(Reference array, int start, int length) {
        Reference reference(Stored element) {
            return array.part(start * element.memory().size(), element);
        }
    }

    private Part part(Call call, int array, int start) {
        var reference = function.arrays.array(call.argument(array));
        var from = number(call.argument(start));
        var length = number(call.argument(4));
        requireWithin(call, array, start, from, length, ArrayElements.length(reference));
        return new Part(reference, (int) from, (int) length);
    }

    private void requireWithin(Call call, int array, int start, long from, long length, long most) {
        if (from < 0 || length < 0 || from > most - length)
            throw function.refuse(
                    call.argument(start),
                    OUT_OF_BOUNDS,
                    length + " elements from index " + from + " of " + function.quote(call.argument(array))
                            + ", which has " + most);
    }

    private long number(ExpressionTree tree) {
        return function.unit
                .constants()
                .of(tree)
                .map(Constant::value)
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " is no constant, and the verifier must see each byte that is copied",
                        "copy a constant number of elements, or write a loop"));
    }

    /** Memory at one end of a copy, and who is to blame when it is not there. */
    private record End(Reference memory, ExpressionTree blame) {}

    /** What may overlap goes by way of the stack, so that all is read before anything is written. */
    private void copy(End to, End from, List<Piece> pieces) {
        if (pieces.isEmpty()) return;
        var size = pieces.get(pieces.size() - 1).offset()
                + pieces.get(pieces.size() - 1).size();
        var builder = function.builder;
        var target = to.memory.base().pointer(builder);
        var source = from.memory.base().pointer(builder);
        if (isNullable(target) && isNullable(source) && !target.equals(source)) {
            function.touching(from.blame);
            source = builder.reinterpret(ValueType.pointer(kind(source)), source);
        }
        requireNoContext(from, source);
        requireNoContext(to, target);
        function.touching(isNullable(source) ? from.blame : to.blame);
        if (areApart(target, to.memory.offset(), source, from.memory.offset(), size)) {
            copy(target, to.memory.offset(), source, from.memory.offset(), pieces);
            return;
        }
        var between = builder.stackAddress(builder.newSlot("copy", size, 8));
        copy(between, 0, source, from.memory.offset(), pieces);
        copy(target, to.memory.offset(), between, 0, pieces);
    }

    private void copy(Value to, int toOffset, Value from, int fromOffset, List<Piece> pieces) {
        for (var piece : pieces)
            function.builder.copy(to, toOffset + piece.offset(), from, fromOffset + piece.offset(), piece.size());
    }

    private void requireNoContext(End end, Value pointer) {
        if (FunctionLowering.isContext(pointer))
            throw function.refuse(
                    end.blame,
                    UNSUPPORTED_CALL,
                    function.quote(end.blame) + " lies in a context",
                    "use its fields one by one");
    }

    private static boolean isNullable(Value pointer) {
        return ((ValueType.Pointer) pointer.type()).nullness() == ValueType.Nullness.NULLABLE;
    }

    private static boolean areApart(Value to, int toOffset, Value from, int fromOffset, int size) {
        if (to.equals(from)) return Math.abs((long) toOffset - fromOffset) >= size;
        var one = kind(to);
        var other = kind(from);
        return one != other && APART.contains(one) && APART.contains(other);
    }

    private MemoryKind kind(Reference reference) {
        return kind(reference.base().pointer(function.builder));
    }

    private static MemoryKind kind(Value pointer) {
        return ((ValueType.Pointer) pointer.type()).kind();
    }

    private Reference memory(ExpressionTree tree) {
        var ofTheKernel = function.places.kernelArray(tree);
        if (ofTheKernel.isPresent()) return ofTheKernel.get();
        if (function.expressions.lower(tree) instanceof Reference reference
                && reference.type() instanceof Stored
                && (APART.contains(kind(reference)) || kind(reference) == MemoryKind.KERNEL)) return reference;
        throw function.refuse(
                tree, UNSUPPORTED_CALL, function.quote(tree) + " is no memory whose bytes could be something else");
    }

    private Reference struct(ExpressionTree tree) {
        if (function.expressions.lower(tree) instanceof Reference reference && reference.type() instanceof StructClass)
            return reference;
        throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no @Struct in memory");
    }
}
