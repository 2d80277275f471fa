package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.KfuncAlternatives;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.List;

/** Calls of functions that kernel 7.0 has under another name, or with other parameters: where both may be, the program asks which one it is. */
final class RenamedKfuncs {
    private static final KernelVersion RENAMED = new KernelVersion(7, 0);

    private final FunctionLowering function;

    RenamedKfuncs(FunctionLowering function) {
        this.function = function;
    }

    /** Calls the function of that later name; older ones take the program itself as last argument, which the verifier puts in. */
    Value call(String name, Value... arguments) {
        List<Value> older = new ArrayList<>(List.of(arguments));
        older.add(function.builder.constant(ValueType.I64, 0));
        return call(ValueType.I32, name, List.of(arguments), older);
    }

    /** Calls the function of that later name, or the older one with its own arguments. */
    Value call(ValueType type, String name, List<Value> arguments, List<Value> olderArguments) {
        var builder = function.builder;
        if (function.unit.options().targetKernel().atLeast(RENAMED)) return builder.callKfunc(type, name, arguments);
        var answer = builder.newVariable("answer", type);
        var newer = builder.newBlock("newer");
        var older = builder.newBlock("older");
        var end = builder.newBlock("answered");
        var symbol = function.unit.statics().kernelVersion(builder.location());
        var running = builder.load(ValueType.I32, Width.W, Extension.ZERO, builder.globalAddress(symbol, 0), 0);
        var first = RENAMED.major() << Short.SIZE | RENAMED.minor() << Byte.SIZE;
        builder.branch(Condition.GE, running, builder.constant(ValueType.I32, first), newer, older);
        function.place(newer);
        builder.write(answer, builder.callKfunc(type, name, arguments));
        builder.jump(end);
        function.place(older);
        var olderName = KfuncAlternatives.older(name).orElseThrow();
        builder.write(answer, builder.callKfunc(type, olderName, olderArguments));
        builder.jump(end);
        function.place(end);
        return builder.read(answer);
    }
}
