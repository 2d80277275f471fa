package dev.skep.compiler.check;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where null comes from: the values that may be null by themselves, each with how to say so. */
final class Origins {
    private Origins() {}

    static Map<Value, String> of(Function function) {
        Map<Value, String> origins = new LinkedHashMap<>();
        for (var parameter : function.parameters())
            if (mayBeNull(parameter.value()))
                origins.put(parameter.value(), "parameter `" + parameter.name() + "` is declared so");
        for (var block : function.blocks())
            for (var op : block.ops())
                if (op instanceof Op.Producing producing && mayBeNull(producing.result()) && !isDerived(producing))
                    origins.put(producing.result(), text(producing));
        return origins;
    }

    /**
     * Returns whether a value may be null by its type; memory that the verifier does not trust is never touched directly, and what
     * was reached through a kernel object may be null all the same.
     */
    static boolean mayBeNull(Value value) {
        return value.type() instanceof ValueType.Pointer pointer
                && pointer.nullness() == ValueType.Nullness.NULLABLE
                && pointer.kind() != MemoryKind.UNTRUSTED
                && pointer.kind() != MemoryKind.WALKED;
    }

    /** Returns whether the verifier keeps a mark that a value may be null, until it is compared; kernel objects that were read have none. */
    static boolean isMarked(Value value) {
        return mayBeNull(value) && ((ValueType.Pointer) value.type()).kind() != MemoryKind.KERNEL;
    }

    /** Returns whether an op passes a pointer on: what it makes is null where that is, and nowhere else. */
    private static boolean isDerived(Op.Producing op) {
        return op instanceof Op.Binary || Pointers.sameAs(op) != null;
    }

    private static String text(Op.Producing op) {
        if (op instanceof Op.Call call) return "`" + call.callee() + "` returned it" + in(op);
        if (op instanceof Op.Constant) return "one path leaves it null" + in(op);
        return "it was read" + in(op);
    }

    private static String in(Op op) {
        SourceLine line = op.location();
        return line.line() == 0 ? "" : " in line " + line.line();
    }
}
