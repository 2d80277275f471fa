package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.CONSTANT_DATA;
import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.READ_ONLY_SLICE;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BitField;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.BitAccess;
import dev.skep.lang.Config;
import dev.skep.lang.Packed;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.NetworkInt;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.TypeMapping;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** What names, fields and elements stand for: places that can be read, and mostly assigned to. */
final class Places {
    private final FunctionLowering function;
    private final ContextFields contexts;
    private final KernelReads kernel;
    private final KernelParts kernelParts;
    private final KernelWrites kernelWrites;
    private final KernelArrays kernelArrays;
    private final BitAccess bitFields;
    private final Set<Value> slices = new HashSet<>();

    Places(FunctionLowering function) {
        this.function = function;
        this.contexts = new ContextFields(function);
        this.kernel = new KernelReads(function);
        this.kernelParts = new KernelParts(function);
        this.kernelWrites = new KernelWrites(function, kernel);
        this.kernelArrays = new KernelArrays(function, kernelParts, kernel, kernelWrites);
        this.bitFields = new BitAccess(function.builder, function.unit.options().byteOrder());
    }

    /** A place, its own address already computed. */
    private sealed interface Place {
        /** A local variable. */
        record Variable(Local local) implements Place {}

        /** An integer in memory. */
        record Word(Value pointer, int offset, JavaType type, boolean bigEndian, ExpressionTree blame, boolean constant)
                implements Place {}

        /** Some bits of a struct. */
        record BitsOf(Reference struct, JavaType type, BitField bits, ExpressionTree blame) implements Place {}

        /** A record in memory: read and written as a whole, so that what was read stays what it was. */
        record Whole(Reference record, ExpressionTree blame) implements Place {}

        /** A pointer in memory. */
        record PointerIn(Reference memory, ExpressionTree blame) implements Place {}

        /** A field of a struct of the kernel. */
        record OfKernel(ExpressionTree tree, KernelPart part, Value pointer) implements Place {}

        /** What can only be read. */
        record Constant(Operand operand) implements Place {}
    }

    /** Returns what is there. */
    Operand read(ExpressionTree tree) {
        return load(place(tree));
    }

    /** {@code place = value}. */
    Operand assign(AssignmentTree tree) {
        var place = place(tree.getVariable());
        var value = function.expressions.lower(tree.getExpression());
        if (place instanceof Place.Whole) value = function.memory.fields(tree.getExpression(), value);
        if (place instanceof Place.PointerIn pointer) {
            function.pointers.store(tree.getVariable(), tree.getExpression(), pointer.memory, value);
            return value;
        }
        return store(tree.getVariable(), place, value);
    }

    /** {@code place operator= value}: the old value is read first, the result is narrowed to the place. */
    Operand assign(CompoundAssignmentTree tree) {
        var place = place(tree.getVariable());
        var left = function.arithmetic.side(tree.getVariable(), function.scalar(tree.getVariable(), load(place)));
        var right = function.arithmetic.side(tree.getExpression(), function.expressions.scalar(tree.getExpression()));
        return store(tree.getVariable(), place, function.arithmetic.compound(tree, tree.getKind(), left, right));
    }

    /** {@code ++place}, {@code place--} and their like. */
    Operand step(UnaryTree tree) {
        var place = place(tree.getExpression());
        var before = function.scalar(tree.getExpression(), load(place));
        var type = function.integer(before).promoted();
        var up = tree.getKind() == Tree.Kind.PREFIX_INCREMENT || tree.getKind() == Tree.Kind.POSTFIX_INCREMENT;
        var one = function.constant(type, 1).value();
        var value = function.builder.binary(up ? BinaryOp.ADD : BinaryOp.SUB, function.converted(before, type), one);
        var after = store(tree.getExpression(), place, new Scalar(value, type));
        var prefix = tree.getKind() == Tree.Kind.PREFIX_INCREMENT || tree.getKind() == Tree.Kind.PREFIX_DECREMENT;
        return prefix ? after : before;
    }

    private Operand load(Place place) {
        if (place instanceof Place.Variable variable) return function.locals.read(variable.local);
        if (place instanceof Place.Constant constant) return constant.operand;
        if (place instanceof Place.Whole whole) return function.memory.fields(whole.blame, whole.record);
        if (place instanceof Place.PointerIn pointer) return function.pointers.load(pointer.blame, pointer.memory);
        if (place instanceof Place.OfKernel field) return kernel.read(field.tree, field.part, field.pointer);
        if (place instanceof Place.BitsOf bits) {
            function.touching(bits.blame);
            var integer = bits.type.integer().orElseThrow();
            var number = bitFields.load(
                    pointer(bits), bits.struct.offset(), bits.bits, integer.register(), integer.extension());
            return new Scalar(number, bits.type);
        }
        var word = (Place.Word) place;
        function.touching(word.blame);
        return function.memory.load(word.pointer, word.offset, word.type, word.bigEndian);
    }

    /** Returns the value as it is in the place afterwards. */
    private Operand store(ExpressionTree tree, Place place, Operand value) {
        requireNoSetting(tree);
        contexts.requireWritable(tree);
        if (place instanceof Place.Variable variable) {
            function.locals.write(tree, variable.local, value);
            return function.locals.read(variable.local);
        }
        if (place instanceof Place.Whole whole) return store(tree, whole, value);
        if (place instanceof Place.OfKernel field) return kernelWrites.store(tree, field.part, field.pointer, value);
        if (place instanceof Place.BitsOf bits) {
            var number = function.scalar(tree, value);
            writable(bits.blame, bits.struct);
            function.touching(bits.blame);
            var integer = bits.type.integer().orElseThrow();
            var stored = bitFields.store(
                    pointer(bits),
                    bits.struct.offset(),
                    bits.bits,
                    function.converted(number, integer),
                    integer.extension());
            return new Scalar(stored, bits.type);
        }
        if (!(place instanceof Place.Word word))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " cannot be assigned to",
                    "assign to its parts one by one");
        if (word.constant) throw constant(word.blame, word.pointer);
        var type = word.type.integer().orElseThrow();
        var converted = function.converted(function.scalar(tree, value), type);
        function.touching(word.blame);
        function.memory.store(word.pointer, word.offset, type, word.bigEndian, converted);
        return new Scalar(converted, word.type);
    }

    private Value pointer(Place.BitsOf place) {
        return place.struct.base().pointer(function.builder);
    }

    private Operand store(ExpressionTree tree, Place.Whole place, Operand value) {
        writable(place.blame, place.record);
        var fields = function.memory.fields(tree, value);
        function.touching(place.blame);
        var pointer = place.record.base().pointer(function.builder);
        function.memory.write(tree, pointer, place.record.offset(), (RecordClass) place.record.type(), fields);
        return fields;
    }

    private void requireNoSetting(ExpressionTree tree) {
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

    private Place place(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return place(inner.getExpression());
        if (tree instanceof IdentifierTree)
            return named(tree, function.unit.attribution().element(tree));
        var ofTheKernel = kernelParts.find(tree);
        if (ofTheKernel.isPresent()) return ofTheKernel(tree, ofTheKernel.get());
        if (tree instanceof MemberSelectTree select) return member(select);
        if (tree instanceof ArrayAccessTree access)
            return part(access.getExpression(), function.arrays.element(access), false);
        throw function.refuse(tree, UNSUPPORTED_JAVA, function.quote(tree) + " cannot be assigned to");
    }

    private Place ofTheKernel(ExpressionTree tree, KernelPart part) {
        kernel.requireNoArray(tree, part);
        return new Place.OfKernel(tree, part, kernel.pointer(part));
    }

    /** Returns the array of a struct that the kernel has handed over which an expression names, as memory; empty for other expressions. */
    Optional<Reference> kernelArray(ExpressionTree tree) {
        return kernelArrays.find(tree);
    }

    private Place named(ExpressionTree tree, Element element) {
        return switch (element.getKind()) {
            case LOCAL_VARIABLE, PARAMETER, RESOURCE_VARIABLE -> new Place.Variable(function.locals.local(element));
            case ENUM_CONSTANT -> new Place.Constant(enumConstant(tree, (VariableElement) element));
            case FIELD -> operand(tree, function.unit.statics().read(function, tree, (VariableElement) element));
            case EXCEPTION_PARAMETER, BINDING_VARIABLE -> throw function.unit.refusedBefore();
            default ->
                throw function.refuse(
                        tree, UNSUPPORTED_JAVA, function.quote(tree) + " is no variable that BPF programs know");
        };
    }

    private Scalar enumConstant(ExpressionTree tree, VariableElement constant) {
        var type = (EnumClass) function.mapped(tree, () -> function.unit.types().of(constant.asType()));
        var code = Optional.ofNullable(type.codes().get(constant.getSimpleName().toString()))
                .orElseThrow();
        return new Scalar(function.constant(type.number(), code).value(), type);
    }

    private Place member(MemberSelectTree tree) {
        var element = function.unit.attribution().element(tree);
        if (element.getKind() != ElementKind.FIELD) return named(tree, element);
        if (isArray(tree.getExpression())) return length(tree);
        if (element.getModifiers().contains(Modifier.STATIC)) return named(tree, element);
        var name = tree.getIdentifier().toString();
        var whole = function.expressions.lower(tree.getExpression());
        if (whole instanceof Fields fields) return new Place.Constant(component(fields, name));
        if (whole instanceof Reference reference) return field(tree, reference, name);
        if (whole instanceof Scalar scalar && scalar.type() instanceof EnumClass constants)
            return new Place.Constant(new Scalar(scalar.value(), constants.number()));
        throw function.refuse(
                tree, UNSUPPORTED_JAVA, "a `" + whole.type().text() + "` has no field `" + name + "` here");
    }

    private boolean isArray(ExpressionTree tree) {
        return function.unit.attribution().type(tree).getKind() == TypeKind.ARRAY;
    }

    private Place length(MemberSelectTree tree) {
        var ofTheKernel = kernelParts.find(tree.getExpression());
        if (ofTheKernel.isPresent() && ofTheKernel.get().layout() instanceof BpfType.Array array)
            return new Place.Constant(function.constant(Int.INT, array.length()));
        var array = function.arrays.array(tree.getExpression());
        return new Place.Constant(function.constant(Int.INT, ArrayElements.length(array)));
    }

    /** Returns a component of a record that is a value. */
    static Operand component(Fields record, String name) {
        for (var i = 0; i < record.components().size(); i++)
            if (record.type().fields().get(i).name().equals(name))
                return record.components().get(i);
        throw new IllegalStateException(record.type().text() + " has no component " + name);
    }

    private Place field(MemberSelectTree tree, Reference whole, String name) {
        if (whole.type() instanceof CellClass cell) return operand(tree.getExpression(), whole.part(0, cell.content()));
        if (whole.type() instanceof ContextClass context) return contextField(tree, whole, context);
        if (whole.type() instanceof Composite composite) {
            var field = composite.field(name).orElseThrow();
            if (field.bits() != null) return bits(tree.getExpression(), whole, field, field.bits());
            return part(tree.getExpression(), whole.part(field.offset(), field.type()), field.bigEndian());
        }
        throw function.refuse(tree, UNSUPPORTED_JAVA, "a `" + whole.type().text() + "` has no field `" + name + "`");
    }

    private Place bits(ExpressionTree blame, Reference whole, Field field, BitField bits) {
        return new Place.BitsOf(whole.at(whole.base().pointer(function.builder)), field.type(), bits, blame);
    }

    private Place contextField(MemberSelectTree tree, Reference whole, ContextClass context) {
        var field = (VariableElement) function.unit.attribution().element(tree);
        return part(tree.getExpression(), contexts.field(tree, whole, context, field), TypeMapping.bigEndian(field));
    }

    /** Returns a component of a record that lies in memory. */
    Operand component(ExpressionTree tree, Reference whole, String name) {
        var field = ((Composite) whole.type()).field(name).orElseThrow();
        return load(part(tree, whole.part(field.offset(), field.type()), field.bigEndian()));
    }

    private Place operand(ExpressionTree blame, Operand operand) {
        return operand instanceof Reference reference ? part(blame, reference, false) : new Place.Constant(operand);
    }

    /**
     * An integer in memory, for those who do more than read and write it.
     *
     * @param loose whether it may lie at other places than multiples of its size
     */
    record Whereabouts(Value pointer, int offset, JavaType type, boolean bigEndian, boolean loose, Tree blame) {}

    /** Returns where an integer lies; empty for what is no whole word in memory. */
    Optional<Whereabouts> word(ExpressionTree tree) {
        requireNoSetting(tree);
        if (!(place(tree) instanceof Place.Word word)) return Optional.empty();
        if (word.constant) throw constant(word.blame, word.pointer);
        return Optional.of(
                new Whereabouts(word.pointer, word.offset, word.type, word.bigEndian, isLoose(tree), word.blame));
    }

    private boolean isLoose(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return isLoose(inner.getExpression());
        if (tree instanceof ArrayAccessTree access) return isLoose(access.getExpression());
        if (!(tree instanceof MemberSelectTree select)) return false;
        var owner = function.unit.attribution().element(select).getEnclosingElement();
        return (owner != null && owner.getAnnotation(Packed.class) != null) || isLoose(select.getExpression());
    }

    /** Returns what a name, a field or an element stands for, where it is memory; records are not read. */
    Optional<Operand> memory(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return memory(inner.getExpression());
        var isPlace =
                tree instanceof IdentifierTree || tree instanceof MemberSelectTree || tree instanceof ArrayAccessTree;
        if (!isPlace) return Optional.empty();
        var place = place(tree);
        if (place instanceof Place.Whole whole) return Optional.of(whole.record);
        if (place instanceof Place.PointerIn pointer) return Optional.of(pointer.memory);
        return Optional.of(load(place));
    }

    private Place part(ExpressionTree blame, Reference reference, boolean bigEndian) {
        if (reference.type() instanceof PtrClass)
            return new Place.PointerIn(reference.at(reference.base().pointer(function.builder)), blame);
        var isRecord = reference.type() instanceof RecordClass;
        if (!isRecord && reference.type().integer().isEmpty()) return new Place.Constant(reference);
        var pointer = reference.base().pointer(function.builder);
        if (isRecord) return new Place.Whole(reference.at(pointer), blame);
        var swapped = reference.type() instanceof NetworkInt network ? network : null;
        return new Place.Word(
                pointer,
                reference.offset(),
                swapped == null ? reference.type() : swapped.content(),
                bigEndian || swapped != null,
                blame,
                reference.base().isConstant());
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

    private Refusal constant(ExpressionTree tree, Value pointer) {
        if (((ValueType.Pointer) pointer.type()).kind() == MemoryKind.KERNEL)
            return kernelWrites.refused(tree, "is memory of the kernel that this program may only read");
        if (slices.contains(pointer))
            return function.refuse(tree, READ_ONLY_SLICE, function.quote(tree) + " is a slice to be read");
        return function.refuse(tree, CONSTANT_DATA, function.quote(tree) + " is constant");
    }

    /** Returns what an element of an array holds, or the memory that it is. */
    Operand element(ExpressionTree array, Reference element) {
        return load(part(array, element, false));
    }
}
