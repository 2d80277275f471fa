package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_ASSEMBLY;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.Value;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.ExpressionLowering.Use;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Instructions that are written in the middle of a method: a call whose callee stands there as text. */
final class AssemblyCalls {
    private static final int MOST_ARGUMENTS = 5;

    private final FunctionLowering function;

    AssemblyCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kernel.class, "asm"), this::asm);
    }

    private Operand asm(Call call) {
        var place = call.argument(0);
        var text = function.unit
                .constants()
                .text(place)
                .orElseThrow(() ->
                        function.refuse(place, BAD_ASSEMBLY, function.quote(place) + " is no text that is known here"));
        var passed =
                call.tree().getArguments().subList(1, call.tree().getArguments().size());
        if (passed.size() > MOST_ARGUMENTS)
            throw function.refuse(
                    passed.get(MOST_ARGUMENTS),
                    BAD_ASSEMBLY,
                    passed.size() + " arguments, and registers for " + MOST_ARGUMENTS,
                    "pass a struct that has them all");
        List<Value> arguments = new ArrayList<>();
        for (var argument : passed) arguments.add(argument(argument));
        var block = new AssemblyTexts(function, place, text).block(passed.size(), call.use() == Use.VALUE);
        function.at(call.tree());
        return new Scalar(function.builder.assembly(block, arguments), Int.LONG);
    }

    private Value argument(ExpressionTree tree) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Scalar scalar) {
            function.at(tree);
            return function.conversions.wide(scalar.value(), function.integer(scalar));
        }
        if (operand instanceof MapHandle map) return function.builder.mapAddress(map.name());
        function.touching(tree);
        if (operand instanceof Guard guard) return function.builder.read(guard.handle());
        if (operand instanceof Reference reference) return address(tree, reference);
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                "a `" + operand.type().text() + "` cannot be handed to assembly",
                "pass a number, or memory: a struct, an array or a cell such as U32.of(…)");
    }

    private Value address(ExpressionTree tree, Reference reference) {
        if (reference.offset() != 0
                && FunctionLowering.isContext(reference.base().pointer(function.builder)))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    function.quote(tree) + " lies in a context, which is handed over as a whole",
                    "pass the context, and load from it at that offset");
        return function.address(reference);
    }
}
