package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_NAME;

import com.sun.source.tree.MethodTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.Names;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Methods on their way to functions of the IR: what they take, their body, and what becomes of the values they return. */
final class MethodLowering {
    private final UnitScope unit;
    private final Hooks hooks;
    private final FunctionQueue queue;
    private final List<Index> indices = new ArrayList<>();

    MethodLowering(UnitScope unit, Hooks hooks, FunctionQueue queue) {
        this.unit = unit;
        this.hooks = hooks;
        this.queue = queue;
    }

    /** Returns the indices that are to be proved, of all methods so far. */
    List<Index> indices() {
        return List.copyOf(indices);
    }

    /** Returns the function that a method is. */
    Function lower(ExecutableElement method, MethodTree declaration, FunctionKind kind, BpfType result) {
        queue.lowering(method);
        while (true) {
            var before = queue.callbacks().size();
            try {
                return attempt(method, declaration, kind, result);
            } catch (PointerKinds.Again known) {
                queue.dropCallbacks(before);
            }
        }
    }

    private Function attempt(ExecutableElement method, MethodTree declaration, FunctionKind kind, BpfType result) {
        var place = unit.sources().line(declaration.getReturnType());
        unit.sources().blame(place, declaration);
        if (Names.of(method).isEmpty())
            throw unit.reporter().refuse(declaration, BAD_NAME, "`" + method.getSimpleName() + "` has an empty @Name");
        var builder = new IrBuilder(Names.of(method), kind, result, place);
        var signature = Signature.of(unit, method);
        var room = signature.returnsRecord()
                ? builder.parameter("result", Signature.shown(signature.result()), ValueType.pointer(MemoryKind.MEMORY))
                : null;
        var arguments = kind instanceof FunctionKind.Entry && hooks.isTraced(method)
                ? new TracedArguments(unit, method).operands(builder)
                : parameters(builder, method, signature, kind);
        var outermost = new Activation(method, null, (at, operand) -> {});
        var function =
                new FunctionLowering(unit, Names.of(method), builder, outermost, new HelperRules(unit, section(kind)));
        function.body(declaration, returning(function, method, signature.result(), room), arguments);
        if (signature.result() == Other.VOID && !builder.terminated()) builder.returnVoid();
        if (unit.reporter().failed()) throw new Refusal();
        indices.addAll(function.indices);
        return builder.finish();
    }

    private static List<Operand> parameters(
            IrBuilder builder, ExecutableElement method, Signature signature, FunctionKind kind) {
        var arguments = new ArrayList<Operand>();
        for (var i = 0; i < signature.parameters().size(); i++) {
            var parameter = signature.parameters().get(i);
            var name = method.getParameters().get(i).getSimpleName().toString();
            var register =
                    kind instanceof FunctionKind.Entry ? ValueType.pointer(MemoryKind.CONTEXT) : parameter.register();
            var value = builder.parameter(name, parameter.shown(), register);
            arguments.add(Signature.operand(value, parameter));
        }
        return arguments;
    }

    private static @Nullable SectionKind section(FunctionKind kind) {
        if (!(kind instanceof FunctionKind.Entry entry)) return null;
        return SectionName.find(entry.section()).map(SectionName::kind).orElse(null);
    }

    private static Activation returning(
            FunctionLowering function, ExecutableElement method, JavaType result, @Nullable Value room) {
        return new Activation(method, null, (place, operand) -> {
            if (room != null && result instanceof RecordClass record)
                function.memory.write(place, room, 0, record, function.memory.fields(place, operand));
            if (room != null || result == Other.VOID) {
                function.builder.returnVoid();
                return;
            }
            Scalar scalar = function.scalar(place, operand);
            function.builder.return_(function.converted(scalar, result.integer().orElseThrow()));
        });
    }
}
