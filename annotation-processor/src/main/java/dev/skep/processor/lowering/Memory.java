package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Width;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;

/** Values on their way between registers and memory. */
final class Memory {
    private final FunctionLowering function;

    Memory(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the integer at an address, in host order. */
    Scalar load(Value pointer, int offset, JavaType type, boolean bigEndian) {
        var integer = type.integer().orElseThrow();
        var builder = function.builder;
        if (!bigEndian) {
            return new Scalar(
                    builder.load(integer.register(), integer.width(), integer.extension(), pointer, offset), type);
        }
        var raw = builder.load(integer.register(), integer.width(), Extension.ZERO, pointer, offset);
        var swapped = builder.swapBytes(ByteSwap.BIG_ENDIAN, integer.width(), raw);
        return new Scalar(integer.unsigned() ? swapped : function.conversions.normalise(swapped, integer), type);
    }

    /** Puts an integer of that type, in host order, to an address. */
    void store(Value pointer, int offset, Int type, boolean bigEndian, Value value) {
        var builder = function.builder;
        var ordered = bigEndian ? builder.swapBytes(ByteSwap.BIG_ENDIAN, type.width(), value) : value;
        builder.store(type.width(), pointer, offset, ordered);
    }

    /** Returns a record as a value, read from memory when it lies there. */
    Fields fields(Tree place, Operand operand) {
        if (operand instanceof Fields fields) return fields;
        if (operand instanceof Reference reference && reference.type() instanceof RecordClass record) {
            function.touching(place);
            return fields(reference.base().pointer(function.builder), reference.offset(), record);
        }
        throw function.refuse(place, UNSUPPORTED_JAVA, "`" + operand.type().text() + "` is no record here");
    }

    private Fields fields(Value pointer, int offset, RecordClass record) {
        var components = new ArrayList<Operand>();
        for (var field : record.fields()) {
            var at = offset + field.offset();
            if (field.type() instanceof RecordClass inner) components.add(fields(pointer, at, inner));
            else components.add(load(pointer, at, field.type(), field.bigEndian()));
        }
        return new Fields(components, record);
    }

    /** Returns the address of a copy of {@code operand} in the frame, of that type, for a helper to read. */
    Value inFrame(Tree place, String purpose, Operand operand, Stored type) {
        var slot = function.scratch(purpose, type);
        var pointer = function.builder.stackAddress(slot);
        if (type instanceof RecordClass record) {
            if (hasPadding(record)) function.builder.zero(pointer, 0, slot.size());
            put(place, pointer, 0, record, fields(place, operand));
        } else {
            put(pointer, 0, new Field("", type, 0, false, null), function.scalar(place, operand));
        }
        return pointer;
    }

    /** Puts a record to an address: its components, and zeroes between them. */
    void write(Tree place, Value pointer, int offset, RecordClass record, Fields value) {
        // what lies between the members of an allocated object nobody can reach
        if (((ValueType.Pointer) pointer.type()).kind() != MemoryKind.OBJECT) zeroPadding(pointer, offset, record);
        put(place, pointer, offset, record, value);
    }

    private void zeroPadding(Value pointer, int offset, RecordClass record) {
        var end = 0;
        for (var field : record.fields()) {
            zero(pointer, offset + end, field.offset() - end);
            if (field.type() instanceof RecordClass inner) zeroPadding(pointer, offset + field.offset(), inner);
            end = field.offset() + field.type().memory().size();
        }
        var size = record.memory().size();
        zero(pointer, offset + end, size - end);
    }

    /** Clears bytes; in a context, each by a store of its own. */
    void zero(Value pointer, int offset, int size) {
        var builder = function.builder;
        if (!FunctionLowering.isContext(pointer)) {
            if (size > 0) builder.zero(pointer, offset, size);
            return;
        }
        var nothing = builder.constant(ValueType.I32, 0);
        for (var i = 0; i < size; i++) builder.store(Width.B, pointer, offset + i, nothing);
    }

    /** Returns the address of an operand of that type: where it lies, or a copy in the frame where it is a value. */
    Value address(ExpressionTree tree, String purpose, Operand operand, Stored type) {
        if (operand instanceof Reference reference && !(type instanceof RecordClass)) {
            SpecialValues.requirePlain(function, tree, reference);
            function.touching(tree);
            if (reference.offset() == 0
                    && FunctionLowering.isContext(reference.base().pointer(function.builder)))
                throw function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " is a context, and no " + purpose + " of a map",
                        "copy its fields, one by one, into a struct of its own");
            return function.address(tree, reference);
        }
        if (type instanceof RecordClass || operand instanceof Scalar) return inFrame(tree, purpose, operand, type);
        throw function.refuse(
                tree, UNSUPPORTED_CALL, "a `" + operand.type().text() + "` is no " + purpose + " of this map");
    }

    private void put(Tree place, Value pointer, int offset, RecordClass record, Fields value) {
        for (var i = 0; i < value.components().size(); i++) {
            Field field = record.fields().get(i);
            var component = value.components().get(i);
            var at = offset + field.offset();
            if (field.type() instanceof RecordClass inner) put(place, pointer, at, inner, fields(place, component));
            else put(pointer, at, field, function.scalar(place, component));
        }
    }

    private void put(Value pointer, int offset, Field field, Scalar value) {
        var type = field.type()
                .integer()
                .orElseThrow(() -> new IllegalStateException(field.type().text() + " is not copied"));
        store(pointer, offset, type, field.bigEndian(), function.converted(value, type));
    }

    private static boolean hasPadding(RecordClass record) {
        return record.memory().hasPadding()
                || record.fields().stream().anyMatch(f -> f.type() instanceof RecordClass inner && hasPadding(inner));
    }
}
