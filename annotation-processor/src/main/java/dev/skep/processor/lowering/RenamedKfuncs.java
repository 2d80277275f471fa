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

/**
 * Calls of functions that later kernels have under another name, without the program itself as last argument, which the verifier puts in: where
 * both kernels may be, the program asks which one it is.
 */
final class RenamedKfuncs {
    /** First kernel that has the later names. */
    private static final KernelVersion RENAMED = new KernelVersion(7, 0);

    private final FunctionLowering function;

    RenamedKfuncs(FunctionLowering function) {
        this.function = function;
    }

    /** Calls the function of that later name. */
    Value call(String name, Value... arguments) {
        if (function.unit.options().targetKernel().atLeast(RENAMED)) return called(name, List.of(arguments));
        var builder = function.builder;
        var answer = builder.newVariable("answer", ValueType.I32);
        var newer = builder.newBlock("newer");
        var older = builder.newBlock("older");
        var end = builder.newBlock("answered");
        var symbol = function.unit.statics().kernelVersion(builder.location());
        var running = builder.load(ValueType.I32, Width.W, Extension.ZERO, builder.globalAddress(symbol, 0), 0);
        var first = RENAMED.major() << Short.SIZE | RENAMED.minor() << Byte.SIZE;
        builder.branch(Condition.GE, running, builder.constant(ValueType.I32, first), newer, older);
        function.place(newer);
        builder.write(answer, called(name, List.of(arguments)));
        builder.jump(end);
        function.place(older);
        List<Value> all = new ArrayList<>(List.of(arguments));
        all.add(builder.constant(ValueType.I64, 0));
        builder.write(answer, called(KfuncAlternatives.older(name).orElseThrow(), all));
        builder.jump(end);
        function.place(end);
        return builder.read(answer);
    }

    private Value called(String name, List<Value> arguments) {
        return function.builder.callKfunc(ValueType.I32, name, arguments);
    }
}
