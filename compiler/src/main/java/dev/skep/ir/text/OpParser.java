package dev.skep.ir.text;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.CoreKind;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.text.Lexer.Token;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads ops up to their place, which is still to come when all else of them is known. */
final class OpParser {
    private static final Map<String, BinaryOp> BINARY = Tokens.wordsOf(List.of(BinaryOp.values()));
    private static final Map<String, Condition> CONDITIONS = Tokens.wordsOf(List.of(Condition.values()));
    private static final Map<String, AtomicOp> ATOMIC = Tokens.wordsOf(List.of(AtomicOp.values()));
    private static final Map<String, CoreKind> CORE = Tokens.wordsOf(List.of(CoreKind.values()));
    private static final Map<String, ByteSwap> ORDERS = Tokens.wordsOf(List.of(ByteSwap.values()));
    private static final Map<String, Bits> BITS = everyWidth();

    private final Tokens tokens;
    private final TypeParser types;
    private final Supplier<Value> value;
    private final Map<Integer, StackSlot> slots;
    private final Locations locations;

    /** An op that lacks its place. */
    @FunctionalInterface
    interface Placeless {
        Op at(SourceLine location);
    }

    private record Bits(Extension extension, Width width) {}

    private record Memory(Value address, int offset) {}

    OpParser(
            Tokens tokens,
            TypeParser types,
            Supplier<Value> value,
            Map<Integer, StackSlot> slots,
            Locations locations) {
        this.tokens = tokens;
        this.types = types;
        this.value = value;
        this.slots = slots;
        this.locations = locations;
    }

    private static Map<String, Bits> everyWidth() {
        Map<String, Bits> bits = new HashMap<>();
        for (var width : Width.values())
            for (var extension : Extension.values())
                bits.put(Words.of(extension, width.bits()), new Bits(extension, width));
        return Map.copyOf(bits);
    }

    /** Reads an op without result. */
    Placeless effect() {
        var word = tokens.expect(Token.Kind.WORD);
        return switch (word.text()) {
            case "store" -> store();
            case "zero" -> zero();
            case "copy" -> copy();
            case "atomic" -> atomicUpdate();
            default -> throw word.error("unknown op " + word + " without a result");
        };
    }

    /** Reads an op that defines {@code result}. */
    Placeless producing(Value result) {
        var word = tokens.expect(Token.Kind.WORD);
        var operation = BINARY.get(word.text());
        if (operation != null) return binary(result, operation);
        return switch (word.text()) {
            case "const", "slot", "global", "map", "function" -> leaf(word.text(), result);
            case "negate", "extend", "truncate", "swap", "reinterpret" -> unary(word.text(), result);
            case "cast" -> cast(result);
            case "field" -> field(result);
            case "core" -> core(result);
            case "compare" -> compare(result);
            case "load" -> load(result);
            case "atomic" -> atomicFetch(result);
            case "cmpxchg" -> compareExchange(result);
            case "helper", "call", "kfunc" -> call(word.text(), result);
            case "assembly" -> assembly(result);
            default -> throw word.error("unknown op " + word);
        };
    }

    private Placeless store() {
        var width = bits(tokens).width();
        var to = memory();
        var stored = behindComma();
        return at -> new Op.Store(width, to.address(), to.offset(), stored, at);
    }

    private Placeless zero() {
        var to = memory();
        var size = size();
        return at -> new Op.Zero(to.address(), to.offset(), size, at);
    }

    private Placeless copy() {
        var to = memory();
        tokens.expect(",");
        var from = memory();
        var size = size();
        return at -> new Op.Copy(to.address(), to.offset(), from.address(), from.offset(), size, at);
    }

    private Placeless atomicUpdate() {
        var operation = tokens.word("atomic operation", ATOMIC);
        var width = bits(tokens).width();
        var to = memory();
        var operand = behindComma();
        return at -> new Op.AtomicUpdate(operation, width, to.address(), to.offset(), operand, at);
    }

    private Placeless binary(Value result, BinaryOp operation) {
        var left = value.get();
        var right = behindComma();
        return at -> new Op.Binary(result, operation, left, right, at);
    }

    private Placeless leaf(String word, Value result) {
        if (word.equals("const")) {
            var number = tokens.number();
            return at -> new Op.Constant(result, number, at);
        }
        if (word.equals("slot")) {
            var slot = slot();
            return at -> new Op.StackAddress(result, slot, at);
        }
        var name = tokens.name();
        if (word.equals("map")) return at -> new Op.MapAddress(result, name, at);
        if (word.equals("function")) return at -> new Op.FunctionAddress(result, name, at);
        var offset = tokens.takeIf("+") ? tokens.smallNumber() : 0;
        return at -> new Op.GlobalAddress(result, name, offset, at);
    }

    private Placeless unary(String word, Value result) {
        if (word.equals("extend")) {
            var bits = bits(tokens);
            var narrow = value.get();
            return at -> new Op.Extend(result, bits.extension(), bits.width().bits(), narrow, at);
        }
        if (word.equals("swap")) {
            var order = tokens.word("byte order", ORDERS);
            var width = bits(tokens).width();
            var swapped = value.get();
            return at -> new Op.SwapBytes(result, order, width, swapped, at);
        }
        var operand = value.get();
        if (word.equals("negate")) return at -> new Op.Negate(result, operand, at);
        if (word.equals("truncate")) return at -> new Op.Truncate(result, operand, at);
        return at -> new Op.Reinterpret(result, operand, at);
    }

    private Placeless cast(Value result) {
        var map = tokens.name();
        var address = value.get();
        return at -> new Op.CastArena(result, map, address, at);
    }

    private Placeless field(Value result) {
        var struct = tokens.name();
        var access = tokens.string();
        var base = value.get();
        tokens.expect("+");
        var offset = tokens.smallNumber();
        return at -> new Op.FieldAddress(result, base, struct, access, offset, at);
    }

    private Placeless core(Value result) {
        var kind = tokens.word("CO-RE relocation", CORE);
        var type = types.type();
        var access = tokens.string();
        tokens.expect("=");
        var local = tokens.number();
        return at -> new Op.CoreValue(result, kind, type, access, local, at);
    }

    private Placeless compare(Value result) {
        var condition = tokens.word("condition", CONDITIONS);
        var left = value.get();
        var right = behindComma();
        return at -> new Op.Compare(result, condition, left, right, at);
    }

    private Placeless load(Value result) {
        var bits = bits(tokens);
        var from = memory();
        return at -> new Op.Load(result, bits.width(), bits.extension(), from.address(), from.offset(), at);
    }

    private Placeless atomicFetch(Value result) {
        var operation = tokens.word("atomic operation", ATOMIC);
        var width = bits(tokens).width();
        var to = memory();
        var operand = behindComma();
        return at -> new Op.AtomicFetch(result, operation, width, to.address(), to.offset(), operand, at);
    }

    private Placeless compareExchange(Value result) {
        var width = bits(tokens).width();
        var to = memory();
        var expected = behindComma();
        var stored = behindComma();
        return at -> new Op.CompareExchange(result, width, to.address(), to.offset(), expected, stored, at);
    }

    private Placeless call(String word, Value result) {
        var place = tokens.peek();
        var callee = tokens.name();
        var arguments = arguments();
        if (word.equals("call")) return at -> new Op.CallFunction(result, callee, arguments, at);
        if (word.equals("kfunc")) return at -> new Op.CallKfunc(result, callee, arguments, at);
        var helper = Helper.of(callee).orElseThrow(() -> place.error("unknown helper " + place));
        return at -> new Op.CallHelper(result, helper, arguments, at);
    }

    private Placeless assembly(Value result) {
        var arguments = arguments();
        var block = new AssemblyBlockParser(tokens, locations).block();
        return at -> new Op.Assembly(result, block, arguments, at);
    }

    private List<Value> arguments() {
        List<Value> arguments = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takeIf(")")) {
            arguments.add(value.get());
            if (!tokens.peek().is(")")) tokens.expect(",");
        }
        return arguments;
    }

    private Value behindComma() {
        tokens.expect(",");
        return value.get();
    }

    private int size() {
        tokens.expect(",");
        return tokens.smallNumber();
    }

    private StackSlot slot() {
        var token = tokens.peek();
        var slot = slots.get(tokens.id(Token.Kind.SLOT));
        if (slot == null) throw token.error("slot $" + token.text() + " is not declared");
        return slot;
    }

    private Memory memory() {
        tokens.expect("[");
        var address = value.get();
        var back = tokens.takeIf("-");
        if (!back) tokens.expect("+");
        var token = tokens.peek();
        var distance = tokens.number();
        var offset = back ? -distance : distance;
        if (distance < 0 || offset != (int) offset)
            throw token.error("offset " + token + " does not fit in 32 signed bits");
        tokens.expect("]");
        return new Memory(address, (int) offset);
    }

    private static Bits bits(Tokens tokens) {
        return tokens.word("number of bits", BITS);
    }
}
