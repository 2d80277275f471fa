package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.TEXT_AT_RUN_TIME;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.NewClassTree;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.ArrayList;

/** {@code new}: records are values, structs lie in the frame, all zero. */
final class Creations {
    private final FunctionLowering function;

    Creations(FunctionLowering function) {
        this.function = function;
    }

    Operand lower(NewClassTree tree) {
        var type = function.type(tree);
        if (tree.getClassBody() != null)
            throw function.refuse(tree, UNSUPPORTED_JAVA, "an anonymous class cannot run in the kernel");
        if (type instanceof RecordClass record) return record(tree, record);
        if (type instanceof StructClass struct) return struct(struct);
        if (type == Other.STRING)
            throw function.refuse(
                    tree, TEXT_AT_RUN_TIME, function.quote(tree) + " makes text at run time", "write a literal");
        throw function.refuse(
                tree, UNSUPPORTED_JAVA, function.quote(tree) + " would need a heap, which BPF programs do not have");
    }

    private Operand record(NewClassTree tree, RecordClass record) {
        var components = new ArrayList<Operand>();
        for (var i = 0; i < record.fields().size(); i++) {
            var argument = tree.getArguments().get(i);
            components.add(function.expressions.as(
                    argument,
                    function.expressions.lower(argument),
                    record.fields().get(i).type()));
        }
        return new Fields(components, record);
    }

    private Operand struct(StructClass struct) {
        var slot = function.builder.newSlot(
                struct.text(),
                struct.memory().size(),
                Math.min(8, struct.memory().alignment()));
        var pointer = function.builder.stackAddress(slot);
        function.loops.made(pointer, function.loops.around());
        function.frames.add(pointer);
        function.builder.zero(pointer, 0, slot.size());
        return new Reference(Operand.Base.of(pointer), 0, struct);
    }
}
