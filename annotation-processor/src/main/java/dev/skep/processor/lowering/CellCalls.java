package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NOT_ATOMIC;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.AtomicOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Atomic;
import dev.skep.lang.S16;
import dev.skep.lang.S32;
import dev.skep.lang.S64;
import dev.skep.lang.S8;
import dev.skep.lang.U16;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.U8;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.ExpressionLowering.Use;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/** Cells: a new one lies in the frame; all but reading and writing {@code value} is atomic. And {@link Atomic}, the same for other integers. */
final class CellCalls {
    private static final KernelVersion ATOMICS = new KernelVersion(5, 12);

    /** Where the verifier allows it. */
    private static final Set<MemoryKind> ATOMIC =
            EnumSet.of(MemoryKind.STACK, MemoryKind.MAP_VALUE, MemoryKind.RECORD, MemoryKind.MEMORY, MemoryKind.ARENA);

    private final FunctionLowering function;

    CellCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        for (var cell : List.of(U8.class, U16.class, U32.class, U64.class, S8.class, S16.class, S32.class, S64.class))
            intrinsics.put(Calls.key(cell, "of"), this::of);
        for (var cell : List.of(U32.class, U64.class, S32.class, S64.class)) register(intrinsics, cell, this::cell);
        register(intrinsics, Atomic.class, this::place);
    }

    /** What an operation is about: the integer at an address. */
    private record Target(Value pointer, int offset, Int content) {}

    /** Which integer a call is about, with its own arguments behind those that say so. */
    private interface Finding {
        Target of(Call call, List<Value> numbers);
    }

    private void register(Map<String, Intrinsic> intrinsics, Class<?> owner, Finding finding) {
        // spotless:off
        intrinsics.put(Calls.key(owner, "add"),             call -> update(call, finding, AtomicOp.ADD, AtomicOp.FETCH_ADD));
        intrinsics.put(Calls.key(owner, "and"),             call -> update(call, finding, AtomicOp.AND, AtomicOp.FETCH_AND));
        intrinsics.put(Calls.key(owner, "or"),              call -> update(call, finding, AtomicOp.OR,  AtomicOp.FETCH_OR));
        intrinsics.put(Calls.key(owner, "xor"),             call -> update(call, finding, AtomicOp.XOR, AtomicOp.FETCH_XOR));
        intrinsics.put(Calls.key(owner, "exchange"),        call -> exchange(call, finding));
        intrinsics.put(Calls.key(owner, "compareExchange"), call -> compareExchange(call, finding));
        // spotless:on
    }

    private Target cell(Call call, List<Value> numbers) {
        var cell = Calls.reference(function, call.receiver());
        var content = ((CellClass) cell.type()).content();
        function.places.writable(call.receiver(), cell);
        for (var i = 0; i < call.tree().getArguments().size(); i++) numbers.add(number(call, i, content));
        var pointer = cell.base().pointer(function.builder);
        requireShared(call.receiver(), pointer);
        function.touching(call.receiver());
        return new Target(pointer, cell.offset(), content);
    }

    private Target place(Call call, List<Value> numbers) {
        var tree = call.argument(0);
        var word = function.places.word(tree).orElseThrow(() -> notAtomic(tree, "is no word in memory"));
        var content = function.integer(new Scalar(word.pointer(), word.type()));
        if (word.bigEndian()) throw notAtomic(tree, "lies in network order");
        if (content.bits() < Integer.SIZE) throw notAtomic(tree, "has " + content.bits() + " bits, not 32 or 64");
        if (content.bits() == Integer.SIZE && takesLongs(call))
            throw notAtomic(tree, "has 32 bits, and the other number has 64");
        if (word.loose()) throw notAtomic(tree, "may lie across two words");
        requireShared(tree, word.pointer());
        for (var i = 1; i < call.tree().getArguments().size(); i++) numbers.add(number(call, i, content));
        function.touching(word.blame());
        return new Target(word.pointer(), word.offset(), content);
    }

    private static boolean takesLongs(Call call) {
        return call.method().getParameters().get(0).asType().getKind() == TypeKind.LONG;
    }

    private void requireShared(ExpressionTree tree, Value pointer) {
        var kind = ((ValueType.Pointer) pointer.type()).kind();
        if (!ATOMIC.contains(kind)) throw notAtomic(tree, "lies in " + kind.text() + " memory");
    }

    private Refusal notAtomic(ExpressionTree tree, String why) {
        return function.refuse(tree, NOT_ATOMIC, function.quote(tree) + " " + why);
    }

    private Operand of(Call call) {
        var type = (CellClass) function.type(call.tree());
        var value = number(call, 0, type.content());
        var slot = function.builder.newSlot(
                type.text(), type.content().bits() / 8, type.content().bits() / 8);
        var pointer = function.builder.stackAddress(slot);
        function.memory.store(pointer, 0, type.content(), false, value);
        return new Reference(Operand.Base.of(pointer), 0, type);
    }

    private Operand update(Call call, Finding finding, AtomicOp plain, AtomicOp fetching) {
        List<Value> numbers = new ArrayList<>();
        var target = finding.of(call, numbers);
        var content = target.content;
        if (call.use() == Use.DISCARDED) {
            if (plain != AtomicOp.ADD) require(call);
            function.builder.atomicUpdate(plain, content.width(), target.pointer, target.offset, numbers.get(0));
            return new Nothing(Other.VOID);
        }
        require(call);
        return fetched(fetching, target, numbers);
    }

    private Operand exchange(Call call, Finding finding) {
        require(call);
        List<Value> numbers = new ArrayList<>();
        return fetched(AtomicOp.XCHG, finding.of(call, numbers), numbers);
    }

    private Scalar fetched(AtomicOp operation, Target target, List<Value> numbers) {
        var content = target.content;
        var before =
                function.builder.atomicFetch(operation, content.width(), target.pointer, target.offset, numbers.get(0));
        return new Scalar(before, content);
    }

    private Operand compareExchange(Call call, Finding finding) {
        require(call);
        List<Value> numbers = new ArrayList<>();
        var target = finding.of(call, numbers);
        var before = function.builder.compareExchange(
                target.content.width(), target.pointer, target.offset, numbers.get(0), numbers.get(1));
        return new Scalar(before, target.content);
    }

    private Value number(Call call, int argument, Int type) {
        return function.converted(function.expressions.scalar(call.argument(argument)), type);
    }

    private void require(Call call) {
        function.unit.require(call.tree(), ATOMICS, "an atomic operation other than adding");
    }
}
