package dev.skep.ir.text;

import dev.skep.asm.Condition;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Parameter;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.text.Lexer.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one function. */
final class FunctionParser {
    private static final Map<String, Condition> CONDITIONS = Tokens.wordsOf(List.of(Condition.values()));

    private final Tokens tokens;
    private final TypeParser types;
    private final Locations locations;
    private final Map<Integer, Value> values = new HashMap<>();
    private final Map<Integer, StackSlot> slots = new HashMap<>();
    private final OpParser ops;
    private String file = "";

    FunctionParser(Tokens tokens, TypeParser types, Locations locations) {
        this.tokens = tokens;
        this.types = types;
        this.locations = locations;
        this.ops = new OpParser(tokens, types, this::value, slots, locations);
    }

    Function function() {
        tokens.expect("function");
        findValues();
        var kind = kind();
        var name = tokens.name();
        List<Parameter> parameters = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takeIf(")")) {
            parameters.add(parameter());
            if (!tokens.peek().is(")")) tokens.expect(",");
        }
        var returnType = types.type();
        var location = locations.place("");
        file = location.file();
        tokens.expect("{");
        List<StackSlot> declared = new ArrayList<>();
        while (tokens.peek().is("slot")) declared.add(slot());
        List<Block> blocks = new ArrayList<>();
        do blocks.add(block());
        while (!tokens.takeIf("}"));
        return new Function(name, kind, parameters, returnType, declared, blocks, location);
    }

    /** Uses may stand above definitions, so the types of all values are collected first. */
    private void findValues() {
        var start = tokens.mark();
        var depth = 0;
        while (!tokens.at(Token.Kind.END)) {
            var token = tokens.take();
            if (token.is("{")) depth++;
            if (token.is("}") && --depth == 0) break;
            if (token.kind() == Token.Kind.VALUE && tokens.peek().is(":")) {
                tokens.back(tokens.mark() - 1);
                var value = definition();
                if (values.put(value.id(), value) != null) throw token.error("value " + value + " is defined twice");
            }
        }
        tokens.back(start);
    }

    private Value definition() {
        var id = tokens.id(Token.Kind.VALUE);
        tokens.expect(":");
        return new Value(id, types.valueType());
    }

    private Value value() {
        var token = tokens.peek();
        var value = values.get(tokens.id(Token.Kind.VALUE));
        if (value == null) throw token.error("value %" + token.text() + " is not defined in this function");
        return value;
    }

    private FunctionKind kind() {
        var word = tokens.expect(Token.Kind.WORD);
        return switch (word.text()) {
            case "entry" -> new FunctionKind.Entry(tokens.string());
            case "subprogram" -> new FunctionKind.Subprogram();
            case "global" -> new FunctionKind.Global();
            case "inlinable" -> new FunctionKind.Inlinable();
            case "callback" -> new FunctionKind.Callback();
            default -> throw word.error("unknown kind of function " + word);
        };
    }

    private Parameter parameter() {
        var name = tokens.name();
        var value = definition();
        tokens.expect("as");
        return new Parameter(name, types.type(), value);
    }

    private StackSlot slot() {
        var place = tokens.expect("slot");
        var id = tokens.id(Token.Kind.SLOT);
        var name = tokens.name();
        var size = tokens.smallNumber();
        tokens.expect("align");
        var alignment = tokens.smallNumber();
        var location = locations.place(file);
        var slot = Tokens.checked(place, () -> new StackSlot(id, name, size, alignment, location));
        if (slots.put(id, slot) != null) throw place.error("slot $" + id + " is declared twice");
        return slot;
    }

    private Block block() {
        var label = label();
        List<Value> parameters = new ArrayList<>();
        if (tokens.takeIf("(")) {
            do parameters.add(definition());
            while (tokens.takeIf(","));
            tokens.expect(")");
        }
        tokens.expect(":");
        List<Op> body = new ArrayList<>();
        while (true) {
            var terminator = terminator();
            if (terminator != null) return new Block(label, parameters, body, terminator);
            body.add(op());
        }
    }

    private BlockLabel label() {
        var token = tokens.peek();
        var text = tokens.name();
        var dot = text.lastIndexOf('.');
        if (dot < 0) throw token.error("label `" + text + "` has no number, need hint.number");
        return new BlockLabel(Tokens.id(token, text.substring(dot + 1)), text.substring(0, dot));
    }

    private Op op() {
        if (!tokens.at(Token.Kind.VALUE)) return ops.effect().at(locations.place(file));
        var result = definition();
        tokens.expect("=");
        return ops.producing(result).at(locations.place(file));
    }

    private @Nullable Terminator terminator() {
        if (tokens.takeIf("jump")) return new Terminator.Jump(target(), locations.place(file));
        if (tokens.takeIf("branch")) return branch();
        if (tokens.takeIf("switch")) return switch_();
        if (!tokens.takeIf("return")) return null;
        if (!tokens.at(Token.Kind.VALUE)) return new Terminator.ReturnVoid(locations.place(file));
        return new Terminator.Return(value(), locations.place(file));
    }

    private Terminator branch() {
        var condition = tokens.word("condition", CONDITIONS);
        var left = value();
        tokens.expect(",");
        var right = value();
        tokens.expect("then");
        var then = target();
        tokens.expect("else");
        var otherwise = target();
        return new Terminator.Branch(condition, left, right, then, otherwise, locations.place(file));
    }

    private Terminator switch_() {
        var selector = value();
        List<Terminator.Switch.Case> cases = new ArrayList<>();
        tokens.expect("{");
        while (!tokens.takeIf("else")) {
            var value = tokens.number();
            tokens.expect("->");
            cases.add(new Terminator.Switch.Case(value, target()));
            tokens.expect(",");
        }
        tokens.expect("->");
        var otherwise = target();
        tokens.expect("}");
        return new Terminator.Switch(selector, cases, otherwise, locations.place(file));
    }

    private Target target() {
        var label = label();
        List<Value> arguments = new ArrayList<>();
        if (tokens.takeIf("(")) {
            do arguments.add(value());
            while (tokens.takeIf(","));
            tokens.expect(")");
        }
        return new Target(label, arguments);
    }
}
