package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Kfunc;
import dev.skep.lang.BpfConntrack;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Base;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.EntryClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.Map;

/** Connections that are in no table yet: allocated by a function of the kernel, and inserted by the program or at the end of their {@code try}. */
final class EntryCalls {
    private static final ValueType CONNECTION = ValueType.nullable(MemoryKind.KERNEL);

    private final FunctionLowering function;

    EntryCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfConntrack.Entry.class, "value"), this::value);
        intrinsics.put(Calls.key(BpfConntrack.Entry.class, "close"), this::close);
    }

    /** Returns whether C says that of one; the suffix is part of the kernel's own name. */
    static boolean isEntry(BpfType type) {
        return type instanceof StructType struct && struct.name().equals("nf_conn___init");
    }

    /** Returns what was allocated. */
    Guard taken(Value pointer, EntryClass type) {
        return function.guards.taken(pointer, type, this::insert);
    }

    /** The reference to what is in the table then, nobody wants. */
    private void insert(IrBuilder code, Value entry) {
        var inserted = code.callKfunc(CONNECTION, "bpf_ct_insert_entry", List.of(entry));
        var there = code.newBlock("inserted");
        var end = code.newBlock("closed");
        code.branch(Condition.NE, inserted, function.nullOf(CONNECTION), there, end);
        function.place(there);
        code.callKfunc(ValueType.I64, "bpf_ct_release", List.of(inserted));
        code.jump(end);
        function.place(end);
    }

    private Operand value(Call call) {
        var entry = entry(call.receiver(), function.expressions.lower(call.receiver()));
        return new Reference(new Base.Held(entry), 0, ((EntryClass) entry.type()).target());
    }

    private Operand close(Call call) {
        var entry = entry(call.receiver(), function.expressions.lower(call.receiver()));
        function.guards.release(entry, entry.giveBack());
        return new Nothing(Other.VOID);
    }

    /** Returns an entry as a function takes it; one that inserts it takes it away. */
    Value argument(Kfunc kfunc, ExpressionTree tree, Operand operand) {
        var entry = entry(tree, operand);
        var builder = function.builder;
        var pointer = builder.reinterpret(ValueType.pointer(MemoryKind.KERNEL), builder.read(entry.handle()));
        if (kfunc.has(Kfunc.Flag.RELEASE)) function.guards.isGone(entry);
        return pointer;
    }

    private Guard entry(ExpressionTree tree, Operand operand) {
        if (!(operand instanceof Guard entry) || !(entry.type() instanceof EntryClass))
            throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no entry here");
        if (function.isNull(function.builder.read(entry.handle())))
            throw function.refuse(tree, RELEASED, function.quote(tree) + " is null or inserted here");
        function.touching(tree);
        return entry;
    }
}
