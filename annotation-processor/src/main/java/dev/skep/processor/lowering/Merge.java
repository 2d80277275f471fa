package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.MIXED_SIGNS;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BlockLabel;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Other;
import org.jspecify.annotations.Nullable;

/** The place where paths with a value of their own meet: both arms of {@code ?:}, the yields of a switch, the returns of a method. */
final class Merge {
    private final FunctionLowering function;
    private final Tree place;
    private final JavaType type;
    private final boolean inferred;
    private final BlockLabel end;
    private final Local local;
    private @Nullable BlockLabel nulls;
    private final ArmType arms;
    private @Nullable ExpressionTree negative;

    private Merge(FunctionLowering function, Tree place, JavaType type, boolean inferred) {
        this.function = function;
        this.place = place;
        this.type = type;
        this.inferred = inferred;
        this.arms = new ArmType(type.integer().orElse(Int.INT));
        this.end = function.builder.newBlock("end");
        this.local = type == Other.VOID
                ? new Local.Broken()
                : function.locals.fresh(place, function.unit.sources().text(place), type);
    }

    /** A merge whose type is declared: values are converted to it. */
    static Merge declared(FunctionLowering function, Tree place, JavaType type) {
        return new Merge(function, place, type, false);
    }

    /**
     * A merge whose type javac inferred; whether it has a sign depends on the values. For javac a switch has the type of what takes its value,
     * with {@code @Unsigned}, which is nothing to the values.
     */
    static Merge inferred(FunctionLowering function, ExpressionTree place) {
        var type = function.type(place);
        return type instanceof Int integer && integer.numeric()
                ? new Merge(function, place, integer.withSign(), true)
                : new Merge(function, place, type, false);
    }

    /** Returns the block where the paths meet. */
    BlockLabel end() {
        return end;
    }

    /** Ends a path with the value of an expression. */
    void take(ExpressionTree tree, Operand operand) {
        var decides = inferred && !(operand instanceof Nothing);
        takeAsIs(tree, decides ? decide(tree, function.scalar(tree, operand)) : operand);
    }

    /** Takes an expression into account that is never chosen, but has a say about the sign of those that might be. */
    void considers(ExpressionTree tree, Int own) {
        if (inferred) decide(tree, own);
    }

    /** Ends a path with a value of the declared type. */
    void takeAsIs(Tree tree, Operand operand) {
        if (operand instanceof Nothing nothing && nothing.type() == Other.NULL) {
            if (nulls == null) nulls = function.builder.newBlock("null");
            function.builder.jump(nulls);
            return;
        }
        if (type != Other.VOID) function.locals.write(tree, local, operand);
        function.builder.jump(end);
    }

    /** Ends a path without a value. */
    void take() {
        function.jump(end);
    }

    /** Goes on where the paths meet, and returns the value they brought. */
    Operand result() {
        if (nulls != null) {
            function.place(nulls);
            function.locals.write(place, local, new Nothing(Other.NULL));
            function.builder.jump(end);
        }
        var reached = function.builder.reached(end);
        function.place(end);
        if (!reached || type == Other.VOID) return function.nothing(type);
        var value = function.locals.read(local);
        return inferred && value instanceof Scalar scalar ? new Scalar(scalar.value(), arms.type()) : value;
    }

    private Scalar decide(ExpressionTree tree, Scalar scalar) {
        var base = type.integer().orElseThrow();
        decide(tree, function.integer(scalar));
        return new Scalar(base.bits() < Integer.SIZE ? scalar.value() : function.converted(scalar, base), base);
    }

    private void decide(ExpressionTree tree, Int own) {
        var constant = function.unit.constants().of(tree);
        arms.take(own, constant);
        if (arms.isNarrow()) return;
        if (constant.isPresent() && constant.get().negative() && negative == null) negative = tree;
        if (arms.type().unsigned() && negative != null) throw mixed(negative, "negative", arms.type());
        if (constant.isEmpty() && !arms.type().holds(own)) throw mixed(tree, "`" + own.text() + "`", arms.type());
    }

    private Refusal mixed(Tree tree, String what, Int other) {
        return function.refuse(
                tree,
                MIXED_SIGNS,
                function.quote(tree) + " is " + what + ", the other value is `" + other.text() + "`");
    }
}
