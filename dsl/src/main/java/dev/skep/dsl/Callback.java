package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that the kernel calls back, as helpers take it.
 *
 * @param name what its address is found by
 * @param captured the address of what it uses of the function around it
 */
record Callback(String name, Value captured) {
    /** Returns its address, where a helper is called. */
    Value function(IrBuilder ir) {
        return ir.functionAddress(name);
    }

    /** A parameter: its name, how BTF shows it, and what it is in a register. */
    record Parameter(String name, BpfType shown, ValueType register) {}

    /** The user's statements, which get the parameters; a loop's {@code break} ends the calls. */
    interface Statements {
        void accept(List<Value> parameters, Loop loop);
    }

    /** Writes a function that {@code statements} fill, and emits here what a helper gets of it. */
    static Callback write(Body body, String purpose, List<Parameter> parameters, Statements statements) {
        var outer = body.frame();
        var name = body.parts().unused(body.name() + "_" + purpose);
        var ir = new IrBuilder(
                name, new FunctionKind.Callback(), BpfType.S64, outer.ir().location());
        var values = new ArrayList<Value>();
        for (var parameter : parameters) {
            values.add(ir.parameter(parameter.name, parameter.shown, parameter.register));
        }
        var context = ir.parameter("captured", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.MEMORY));
        var captures = new Captures(outer, ir, context);
        body.within(new Frame(name, ir, captures), () -> {
            var next = ir.newBlock("next");
            var stop = ir.newBlock("stop");
            body.guarded(() -> {
                statements.accept(values, body.loop(next, stop));
                if (!ir.terminated()) body.jump(next);
            });
            body.guarded(() -> answer(body, next, 0));
            body.guarded(() -> answer(body, stop, 1));
        });
        body.parts().add(ir.finish());
        return new Callback(name, captures.handOver());
    }

    /** The kernel goes on for 0 and stops for 1. */
    private static void answer(Body body, BlockLabel label, int result) {
        body.join(label);
        if (body.ir().terminated()) return;
        body.reservations().requireNoneBut(null);
        body.ir().return_(body.ir().constant(ValueType.I64, result));
    }
}
