package dev.skep.processor.lowering;

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
import dev.skep.ir.Value;
import dev.skep.lang.Packed;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Composite;
import java.util.Optional;

/** What names, fields and elements stand for: places that can be read, and mostly assigned to. */
final class Places {
    private final FunctionLowering function;
    private final PlaceFinder places;
    private final PlaceAccess access;
    private final KernelArrays kernelArrays;

    Places(FunctionLowering function) {
        var contexts = new ContextFields(function);
        var kernel = new KernelReads(function);
        var kernelParts = new KernelParts(function);
        var kernelWrites = new KernelWrites(function, kernel);
        this.function = function;
        this.places = new PlaceFinder(function, contexts, kernel, kernelParts);
        this.access = new PlaceAccess(function, contexts, kernel, kernelWrites);
        this.kernelArrays = new KernelArrays(kernelParts, kernel, kernelWrites);
    }

    /** Returns what is there. */
    Operand read(ExpressionTree tree) {
        return access.load(places.of(tree));
    }

    /** {@code place = value}. */
    Operand assign(AssignmentTree tree) {
        var place = places.of(tree.getVariable());
        var value = function.expressions.lower(tree.getExpression());
        if (place instanceof Place.Whole) value = function.memory.fields(tree.getExpression(), value);
        if (place instanceof Place.PointerIn pointer) {
            function.pointers.store(tree.getVariable(), tree.getExpression(), pointer.memory(), value);
            return value;
        }
        return access.store(tree.getVariable(), place, value);
    }

    /** {@code place operator= value}: the old value is read first, the result is narrowed to the place. */
    Operand assign(CompoundAssignmentTree tree) {
        var place = places.of(tree.getVariable());
        var left =
                function.arithmetic.side(tree.getVariable(), function.scalar(tree.getVariable(), access.load(place)));
        var right = function.arithmetic.side(tree.getExpression(), function.expressions.scalar(tree.getExpression()));
        return access.store(tree.getVariable(), place, function.arithmetic.compound(tree, tree.getKind(), left, right));
    }

    /** {@code ++place}, {@code place--} and their like. */
    Operand step(UnaryTree tree) {
        var place = places.of(tree.getExpression());
        var before = function.scalar(tree.getExpression(), access.load(place));
        var type = function.integer(before).promoted();
        var up = tree.getKind() == Tree.Kind.PREFIX_INCREMENT || tree.getKind() == Tree.Kind.POSTFIX_INCREMENT;
        var one = function.constant(type, 1).value();
        var value = function.builder.binary(up ? BinaryOp.ADD : BinaryOp.SUB, function.converted(before, type), one);
        var after = access.store(tree.getExpression(), place, new Scalar(value, type));
        var prefix = tree.getKind() == Tree.Kind.PREFIX_INCREMENT || tree.getKind() == Tree.Kind.PREFIX_DECREMENT;
        return prefix ? after : before;
    }

    /** Returns the array of a struct that the kernel has handed over which an expression names, as memory; empty for other expressions. */
    Optional<Reference> kernelArray(ExpressionTree tree) {
        return kernelArrays.find(tree);
    }

    /** Returns a component of a record that lies in memory. */
    Operand component(ExpressionTree tree, Reference whole, String name) {
        var field = ((Composite) whole.type()).field(name).orElseThrow();
        return access.load(places.part(tree, whole.part(field.offset(), field.type()), field.bigEndian()));
    }

    /** Returns what an element of an array holds, or the memory that it is. */
    Operand element(ExpressionTree array, Reference element) {
        return access.load(places.part(array, element, false));
    }

    /** Returns what a name, a field or an element stands for, where it is memory; records are not read. */
    Optional<Operand> memory(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return memory(inner.getExpression());
        var isPlace =
                tree instanceof IdentifierTree || tree instanceof MemberSelectTree || tree instanceof ArrayAccessTree;
        if (!isPlace) return Optional.empty();
        var place = places.of(tree);
        if (place instanceof Place.Whole whole) return Optional.of(whole.record());
        if (place instanceof Place.PointerIn pointer) return Optional.of(pointer.memory());
        return Optional.of(access.load(place));
    }

    /**
     * An integer in memory, for those who do more than read and write it.
     *
     * @param loose whether it may lie at other places than multiples of its size
     */
    record Whereabouts(Value pointer, int offset, JavaType type, boolean bigEndian, boolean loose, Tree blame) {}

    /** Returns where an integer lies; empty for what is no whole word in memory. */
    Optional<Whereabouts> word(ExpressionTree tree) {
        access.requireNoSetting(tree);
        if (!(places.of(tree) instanceof Place.Word word)) return Optional.empty();
        if (word.constant()) throw access.constant(word.blame(), word.pointer());
        return Optional.of(new Whereabouts(
                word.pointer(), word.offset(), word.type(), word.bigEndian(), isLoose(tree), word.blame()));
    }

    private boolean isLoose(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return isLoose(inner.getExpression());
        if (tree instanceof ArrayAccessTree access) return isLoose(access.getExpression());
        if (!(tree instanceof MemberSelectTree select)) return false;
        var owner = function.unit.attribution().element(select).getEnclosingElement();
        return (owner != null && owner.getAnnotation(Packed.class) != null) || isLoose(select.getExpression());
    }

    /** Returns memory that something writes to, unless it is constant. */
    Reference writable(ExpressionTree tree, Reference memory) {
        return access.writable(tree, memory);
    }

    /** Says that what a pointer leads to is there to be read, since it may be a copy of what it stands for. */
    void readOnly(Value slice) {
        access.readOnly(slice);
    }
}
