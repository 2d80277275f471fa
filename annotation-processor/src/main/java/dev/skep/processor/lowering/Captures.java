package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NOT_CAPTURED;
import static dev.skep.compiler.DiagnosticCode.RUNS_LATER;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a lambda uses of the variables around it. The function copies them into a struct of its frame, one word each, and hands its address
 * over; the callback reads them from there. What a reference leads to is not copied, so both see it change.
 */
final class Captures {
    private final FunctionLowering outer;
    private final Rule rule;
    private final List<Value> words = new ArrayList<>();
    private final Map<Element, Inside> captured = new LinkedHashMap<>();
    private final Map<Element, Local> maps = new LinkedHashMap<>();

    /** What stands for a captured operand in the callback. */
    private interface Inside {
        Operand operand(IrBuilder builder, Value context);
    }

    /** What a callback may have of the variables around it. */
    enum Rule {
        /** A copy: it runs before the call that it is handed to returns. */
        COPIED,
        /** Nothing: the function is over when it runs. */
        GONE,
        /** Nothing: the kernel has no room for it. */
        NOTHING
    }

    private Captures(FunctionLowering outer, Rule rule) {
        this.outer = outer;
        this.rule = rule;
    }

    /** Captures what is called back uses, each variable when it is met first. */
    static Captures of(FunctionLowering outer, ExpressionTree code, Rule rule) {
        var captures = new Captures(outer, rule);
        if (!(code instanceof LambdaExpressionTree lambda)) return captures;
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
                outer.unit.attribution().find(tree).ifPresent(element -> captures.capture(tree, element));
                return null;
            }
        }.scan(lambda.getBody(), null);
        return captures;
    }

    /** Returns the address of the words, or null when there are none. */
    Value context() {
        var builder = outer.builder;
        if (words.isEmpty()) return outer.nullOf(ValueType.nullable(MemoryKind.STACK));
        var slot = builder.newSlot("captured", words.size() * Long.BYTES, Long.BYTES);
        var address = builder.stackAddress(slot);
        for (var i = 0; i < words.size(); i++) builder.store(Width.DW, address, i * Long.BYTES, words.get(i));
        return address;
    }

    /** Returns the captured variables as the callback has them; where there are copies, their address is its last parameter. */
    Map<Element, Local> inside(IrBuilder builder) {
        Map<Element, Local> locals = new LinkedHashMap<>(maps);
        if (rule != Rule.COPIED) return locals;
        var pointer = ValueType.pointer(MemoryKind.MEMORY);
        var context = builder.parameter("captured", new BpfType.Pointer(BpfType.VOID), pointer);
        captured.forEach((element, inside) -> locals.put(element, new Local.Named(inside.operand(builder, context))));
        return locals;
    }

    private void capture(IdentifierTree tree, Element element) {
        if (captured.containsKey(element)
                || maps.containsKey(element)
                || !outer.activation().locals().containsKey(element)) return;
        var constant = outer.unit.constants().of(tree);
        if (constant.isPresent()) return; // it is written out where it is used
        var operand = outer.locals.read(outer.locals.local(element));
        if (operand instanceof MapHandle) maps.put(element, new Local.Named(operand));
        else if (rule == Rule.COPIED) captured.put(element, inside(tree, operand));
        else if (rule == Rule.GONE)
            throw outer.refuse(
                    tree, RUNS_LATER, outer.quote(tree) + " is a variable of a method that is over when this runs");
        else
            throw outer.refuse(
                    tree,
                    NOT_CAPTURED,
                    outer.quote(tree)
                            + " is a variable of the method around, and the kernel hands over the two objects only",
                    "compare by what is in the objects, or in a static field");
    }

    private Inside inside(Tree use, Operand operand) {
        if (operand instanceof Scalar scalar) return scalar(scalar);
        if (operand instanceof Reference reference) return reference(use, reference);
        if (operand instanceof Address address) return address(use, address);
        if (operand instanceof Fields fields) {
            var parts = fields.components().stream().map(part -> inside(use, part));
            var all = parts.toList();
            return (builder, context) -> new Fields(
                    all.stream().map(part -> part.operand(builder, context)).toList(), fields.type());
        }
        throw outer.refuse(use, NOT_CAPTURED, "a `" + operand.type().text() + "` cannot be used in a callback");
    }

    /** A narrow number goes over in a whole word, of which the verifier remembers the bounds. */
    private Inside scalar(Scalar scalar) {
        var narrow = scalar.value().type() == ValueType.I32;
        var word = add(
                narrow
                        ? outer.builder.extend(Extension.ZERO, Integer.SIZE, ValueType.I64, scalar.value())
                        : scalar.value());
        return (builder, context) -> {
            var value = builder.load(ValueType.I64, Width.DW, Extension.ZERO, context, word);
            return new Scalar(narrow ? builder.truncate(value) : value, scalar.type());
        };
    }

    private Inside address(Tree use, Address address) {
        var first = reference(use, address.first());
        var variable = address.variable();
        var elements = variable == null ? null : scalar(new Scalar(variable, Int.LONG));
        return (builder, context) -> {
            var index = elements == null ? null : ((Scalar) elements.operand(builder, context)).value();
            var start = (Reference) first.operand(builder, context);
            return new Address(start, address.bytes(), address.constant(), index, index, address.type());
        };
    }

    private Inside reference(Tree use, Reference reference) {
        var pointer = reference.base().pointer(outer.builder);
        var type = handedOver((ValueType.Pointer) pointer.type());
        outer.touching(use);
        var word = add(type.equals(pointer.type()) ? pointer : outer.builder.reinterpret(type, pointer));
        return (builder, context) -> reference.at(builder.load(type, Width.DW, Extension.ZERO, context, word));
    }

    /** The callback has another frame, and what it gets has been compared with null unless reading through null is safe. */
    private static ValueType handedOver(ValueType.Pointer type) {
        return switch (type.kind()) {
            case UNTRUSTED, WALKED -> type;
            case STACK -> ValueType.pointer(MemoryKind.MEMORY);
            default -> ValueType.pointer(type.kind());
        };
    }

    /** Returns where the word is. */
    private int add(Value word) {
        words.add(word);
        return (words.size() - 1) * Long.BYTES;
    }
}
