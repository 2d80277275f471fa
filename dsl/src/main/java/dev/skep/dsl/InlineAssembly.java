package dev.skep.dsl;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.InstructionText;
import dev.skep.ir.AssemblyBlock;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.CheckAssembly;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Emits instructions that the user writes, in the middle of a function. */
final class InlineAssembly {
    private static final int MOST_ARGUMENTS = 5;

    private InlineAssembly() {}

    static S64 emit(Body body, Consumer<CodeBuilder> code, List<Storable<?>> arguments) {
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new IllegalArgumentException(arguments.size() + " arguments, and registers for " + MOST_ARGUMENTS);
        }
        arguments.forEach(argument -> require(body, argument));
        var block = AssemblyBlock.of(Code.of("assembly", code), UserCode.line());
        requireSound(block, arguments.size());
        var ir = body.statement();
        List<Value> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(value(body, argument)));
        return Types.S64.handle(body.computed(ir.assembly(block, values)));
    }

    private static void requireSound(AssemblyBlock block, int arguments) {
        for (var problem : CheckAssembly.of(block, arguments, true)) {
            throw new IllegalArgumentException(problem.message());
        }
        for (var step : block.steps()) {
            if (step.instruction().symbol().isPresent()) {
                throw new IllegalArgumentException("`" + InstructionText.of(step.instruction())
                        + "` refers to a name: pass what it names as an argument");
            }
        }
    }

    private static void require(Body body, Storable<?> argument) {
        if (argument instanceof Scalar<?> number) number.operand().require(body);
        else Whereabouts.of(argument).origin().require(body, "the memory");
    }

    /** Numbers go over in 64 bits by their sign, memory by its address. */
    private static Value value(Body body, Storable<?> argument) {
        if (!(argument instanceof Scalar<?> number))
            return Whereabouts.of(argument).address();
        var type = number.type();
        var value = number.operand().in(body, type);
        if (value.type() != ValueType.I32) return value;
        return body.ir().extend(type.extension(), Integer.SIZE, ValueType.I64, value);
    }
}
