package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.CONSTANT_DATA;
import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.READ_ONLY_SLICE;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.BitAccess;
import dev.skep.lang.Config;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType.RecordClass;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/** Reads places, and writes to those that may be written to. */
final class PlaceAccess {
    private final FunctionLowering function;
    private final ContextFields contexts;
    private final KernelReads kernel;
    private final KernelWrites kernelWrites;
    private final BitAccess bitFields;
    private final Set<Value> slices = new HashSet<>();

    PlaceAccess(FunctionLowering function, ContextFields contexts, KernelReads kernel, KernelWrites kernelWrites) {
        this.function = function;
        this.contexts = contexts;
        this.kernel = kernel;
        this.kernelWrites = kernelWrites;
        this.bitFields = new BitAccess(function.builder, function.unit.options().byteOrder());
    }

    /** Returns what is there. */
    Operand load(Place place) {
        if (place instanceof Place.Variable variable) return function.locals.read(variable.local());
        if (place instanceof Place.Constant constant) return constant.operand();
        if (place instanceof Place.Whole whole) return function.memory.fields(whole.blame(), whole.record());
        if (place instanceof Place.PointerIn pointer) return function.pointers.load(pointer.blame(), pointer.memory());
        if (place instanceof Place.OfKernel field) return kernel.read(field.tree(), field.part(), field.pointer());
        if (place instanceof Place.BitsOf bits) {
            function.touching(bits.blame());
            var integer = bits.type().integer().orElseThrow();
            var number = bitFields.load(
                    pointer(bits), bits.struct().offset(), bits.bits(), integer.register(), integer.extension());
            return new Scalar(number, bits.type());
        }
        var word = (Place.Word) place;
        function.touching(word.blame());
        return function.memory.load(word.pointer(), word.offset(), word.type(), word.bigEndian());
    }

    /** Returns the value as it is in the place afterwards. */
    Operand store(ExpressionTree tree, Place place, Operand value) {
        requireNoSetting(tree);
        contexts.requireWritable(tree);
        if (place instanceof Place.Variable variable) {
            function.locals.write(tree, variable.local(), value);
            return function.locals.read(variable.local());
        }
        if (place instanceof Place.Whole whole) return store(tree, whole, value);
        if (place instanceof Place.OfKernel field)
            return kernelWrites.store(tree, field.part(), field.pointer(), value);
        if (place instanceof Place.BitsOf bits) {
            var number = function.scalar(tree, value);
            writable(bits.blame(), bits.struct());
            function.touching(bits.blame());
            var integer = bits.type().integer().orElseThrow();
            var stored = bitFields.store(
                    pointer(bits),
                    bits.struct().offset(),
                    bits.bits(),
                    function.converted(number, integer),
                    integer.extension());
            return new Scalar(stored, bits.type());
        }
        if (!(place instanceof Place.Word word))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " cannot be assigned to",
                    function.unit.attribution().type(tree).getKind() == TypeKind.ARRAY
                            ? "copy the elements, it stays where it is: System.arraycopy(from, 0, "
                                    + function.unit.sources().text(tree) + ", 0, length)"
                            : "assign to its parts one by one");
        if (word.constant()) throw constant(word.blame(), word.pointer());
        var type = word.type().integer().orElseThrow();
        var converted = function.converted(function.scalar(tree, value), type);
        function.touching(word.blame());
        function.memory.store(word.pointer(), word.offset(), type, word.bigEndian(), converted);
        return new Scalar(converted, word.type());
    }

    private Value pointer(Place.BitsOf place) {
        return place.struct().base().pointer(function.builder);
    }

    private Operand store(ExpressionTree tree, Place.Whole place, Operand value) {
        writable(place.blame(), place.record());
        var fields = function.memory.fields(tree, value);
        function.touching(place.blame());
        var pointer = place.record().base().pointer(function.builder);
        function.memory.write(
                tree,
                pointer,
                place.record().offset(),
                (RecordClass) place.record().type(),
                fields);
        return fields;
    }

    /** Refuses settings, which nothing changes. */
    void requireNoSetting(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) requireNoSetting(inner.getExpression());
        else if (function.unit
                .attribution()
                .find(tree)
                .map(e -> e.getAnnotation(Config.class))
                .isPresent())
            throw function.refuse(
                    tree,
                    INVALID_FIELD,
                    function.quote(tree) + " is a setting, which nothing changes once the object is loaded",
                    "keep what changes in a field without @Config");
    }

    /** Returns memory that something writes to, unless it is constant. */
    Reference writable(ExpressionTree tree, Reference memory) {
        if (memory.base().isConstant()) throw constant(tree, memory.base().pointer(function.builder));
        return memory;
    }

    /** Says that what a pointer leads to is there to be read, since it may be a copy of what it stands for. */
    void readOnly(Value slice) {
        slices.add(slice);
    }

    /** The refusal to write to constant memory. */
    Refusal constant(ExpressionTree tree, Value pointer) {
        if (((ValueType.Pointer) pointer.type()).kind() == MemoryKind.KERNEL)
            return kernelWrites.refused(tree, "is memory of the kernel that this program may only read");
        if (slices.contains(pointer))
            return function.refuse(tree, READ_ONLY_SLICE, function.quote(tree) + " is a slice to be read");
        return function.refuse(tree, CONSTANT_DATA, function.quote(tree) + " is constant");
    }
}
