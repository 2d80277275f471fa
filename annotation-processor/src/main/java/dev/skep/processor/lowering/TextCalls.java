package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.lang.Bytes;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Other;
import java.util.Map;

/** Text in byte arrays: compared and written byte by byte, which needs no helper. */
final class TextCalls {
    private final FunctionLowering function;

    TextCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(String.class, "length"), this::length);
        intrinsics.put(Calls.key(Bytes.class,  "equal"),  this::equal);
        intrinsics.put(Calls.key(Bytes.class,  "set"),    this::set);
        intrinsics.put(Calls.key(Bytes.class,  "of"),     this::of);
        // spotless:on
    }

    private Operand length(Call call) {
        var text = function.texts.of(call.receiver());
        return function.constant(Int.INT, text.text().length());
    }

    /** Bytes that differ leave a bit behind, wherever they are: no branches. */
    private Operand equal(Call call) {
        var array = bytes(call.argument(0));
        if (function.expressions.lower(call.argument(1)) instanceof Reference)
            return upToNul(call, array, bytes(call.argument(1)));
        var wanted = bytes(call, 1);
        var length = ArrayElements.length(array);
        requireRoom(call, wanted.length, length);
        var builder = function.builder;
        function.touching(call.argument(0));
        var pointer = array.base().pointer(builder);
        Value difference = builder.constant(Int.INT.register(), 0);
        for (var i = 0; i <= wanted.length && i < length; i++) {
            var actual = function.memory.load(pointer, array.offset() + i, Int.UBYTE, false);
            var expected = i < wanted.length ? Byte.toUnsignedInt(wanted[i]) : 0;
            var one = builder.binary(BinaryOp.XOR, actual.value(), builder.constant(Int.INT.register(), expected));
            difference = builder.binary(BinaryOp.OR, difference, one);
        }
        return function.isZero(difference);
    }

    /** The text is a setting, known when the program runs: each byte decides, until one is a NUL. */
    private Operand upToNul(Call call, Reference array, Reference text) {
        var builder = function.builder;
        var same = builder.newBlock("same");
        var different = builder.newBlock("different");
        var end = builder.newBlock("compared", Int.BOOLEAN.register());
        function.touching(call.argument(0));
        var left = array.base().pointer(builder);
        var right = text.base().pointer(builder);
        var length = ArrayElements.length(array);
        for (var i = 0; i < ArrayElements.length(text); i++) {
            var wanted = function.memory.load(right, text.offset() + i, Int.UBYTE, false);
            var actual = i < length
                    ? function.memory.load(left, array.offset() + i, Int.UBYTE, false)
                    : function.constant(Int.UBYTE, 0);
            var alike = builder.newBlock("alike");
            var more = builder.newBlock("more");
            builder.branch(Condition.EQ, actual.value(), wanted.value(), alike, different);
            function.place(alike);
            function.branchIfSet(wanted.value(), more, same);
            function.place(more);
        }
        builder.jump(same);
        function.place(same);
        builder.jump(end, function.constant(Int.BOOLEAN, 1).value());
        function.place(different);
        builder.jump(end, function.constant(Int.BOOLEAN, 0).value());
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), Int.BOOLEAN);
    }

    private Operand set(Call call) {
        var array = bytes(call.argument(0));
        var text = bytes(call, 1);
        requireRoom(call, text.length + 1, ArrayElements.length(array));
        function.places.writable(call.argument(0), array);
        function.touching(call.argument(0));
        put(array, text);
        return new Nothing(Other.VOID);
    }

    private Operand of(Call call) {
        var text = bytes(call, 0);
        var type = new ArrayOf(Int.BYTE, text.length + 1);
        var slot = function.builder.newSlot("text", type.length(), 1);
        var array = new Reference(Operand.Base.of(function.builder.stackAddress(slot)), 0, type);
        put(array, text);
        return array;
    }

    private void put(Reference array, byte[] text) {
        var pointer = array.base().pointer(function.builder);
        for (var i = 0; i < text.length; i++)
            function.memory.store(
                    pointer,
                    array.offset() + i,
                    Int.BYTE,
                    false,
                    function.constant(Int.BYTE, text[i]).value());
        function.memory.zero(pointer, array.offset() + text.length, ArrayElements.length(array) - text.length);
    }

    private void requireRoom(Call call, int needed, int length) {
        if (needed > length)
            throw function.refuse(
                    call.argument(1),
                    OUT_OF_BOUNDS,
                    "this text has " + needed + " bytes, and " + function.quote(call.argument(0)) + " only " + length,
                    "shorten it, or declare a longer array");
    }

    private byte[] bytes(Call call, int argument) {
        var tree = call.argument(argument);
        return Texts.utf8(function.unit, tree, function.texts.of(tree).text());
    }

    private Reference bytes(ExpressionTree tree) {
        var array = function.arrays.array(tree);
        var element = ((ArrayOf) array.type()).element();
        if (element == Int.BYTE || element == Int.UBYTE) return array;
        throw function.refuse(tree, UNSUPPORTED_CALL, "a `" + array.type().text() + "` holds no text");
    }
}
