package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OPEN_ENUM;
import static dev.skep.compiler.DiagnosticCode.TEXT_AT_RUN_TIME;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator.Switch;
import dev.skep.processor.lowering.Activation.Kind;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Switches on integers and enums: statements and expressions, with colons and with arrows. */
final class SwitchLowering {
    private final FunctionLowering function;

    SwitchLowering(FunctionLowering function) {
        this.function = function;
    }

    void lower(SwitchTree tree, @Nullable Name label) {
        var end = function.builder.newBlock("end");
        var blocks = dispatch(tree.getExpression(), tree.getCases(), end);
        function.activation().enter(Kind.SWITCH, label, end, null);
        for (var i = 0; i < blocks.size(); i++) {
            function.place(blocks.get(i));
            body(tree.getCases().get(i), i + 1 < blocks.size() ? blocks.get(i + 1) : end, end);
        }
        function.activation().leave();
        function.goOn(end);
    }

    Operand lower(SwitchExpressionTree tree) {
        var merge = Merge.inferred(function, tree);
        var blocks = dispatch(tree.getExpression(), tree.getCases(), merge.end());
        if (tree.getCases().stream().noneMatch(SwitchLowering::isDefault))
            throw function.refuse(
                    tree.getExpression(),
                    OPEN_ENUM,
                    "`switch` has a value for each constant of the enum and none for any other number");
        function.activation().enterSwitchExpression(merge);
        for (var i = 0; i < blocks.size(); i++) {
            function.place(blocks.get(i));
            var next = i + 1 < blocks.size() ? blocks.get(i + 1) : merge.end();
            if (tree.getCases().get(i).getBody() instanceof ExpressionTree value)
                merge.take(value, function.expressions.lower(value));
            else body(tree.getCases().get(i), next, merge.end());
        }
        function.activation().leave();
        return merge.result();
    }

    /**
     * Ends the block with the switch and returns a block for each case.
     *
     * @param end where values without a case lead if there is no default
     */
    private List<BlockLabel> dispatch(ExpressionTree selector, List<? extends CaseTree> cases, BlockLabel end) {
        var scalar = selected(selector);
        var value = function.converted(scalar, function.integer(scalar).promoted());
        var blocks = new ArrayList<BlockLabel>();
        var targets = new ArrayList<Switch.Case>();
        var otherwise = end;
        for (var each : cases) {
            var block = function.builder.newBlock("case");
            blocks.add(block);
            if (isDefault(each)) otherwise = block;
            for (var number : labels(each, scalar)) targets.add(new Switch.Case(number, new Target(block, List.of())));
        }
        function.builder.switch_(value, targets, otherwise);
        return blocks;
    }

    private Scalar selected(ExpressionTree selector) {
        var operand = function.expressions.lower(selector);
        if (operand.type() == Other.STRING)
            throw function.refuse(
                    selector,
                    TEXT_AT_RUN_TIME,
                    "`switch` compares text",
                    "switch over a number or an enum, or compare bytes with `if (Bytes.equal(array, \"text\"))`");
        return function.scalar(selector, operand);
    }

    private static boolean isDefault(CaseTree tree) {
        return tree.getExpressions().isEmpty();
    }

    private List<Long> labels(CaseTree tree, Scalar selector) {
        var numbers = new ArrayList<Long>();
        for (var label : tree.getExpressions()) numbers.add(label(label, selector));
        return numbers;
    }

    private long label(ExpressionTree label, Scalar selector) {
        if (label.getKind() == Tree.Kind.NULL_LITERAL)
            throw function.refuse(
                    label,
                    UNSUPPORTED_JAVA,
                    "`case null` never fits: numbers and enums are never null",
                    "leave it out");
        if (selector.type() instanceof EnumClass enumClass) return code(enumClass, label);
        var type = function.integer(selector);
        return function.unit
                .constants()
                .of(label)
                .map(c -> c.as(type).value())
                .map(v -> register(type, v))
                .orElseThrow(() -> function.refuse(
                        label,
                        UNSUPPORTED_JAVA,
                        "`case " + function.unit.sources().text(label) + "` is no integer"));
    }

    private long code(EnumClass selector, ExpressionTree label) {
        return Optional.ofNullable(selector.codes().get(name(label)))
                .map(number -> register(selector.number(), number))
                .orElseThrow(() -> function.refuse(
                        label,
                        UNSUPPORTED_JAVA,
                        "`case " + function.unit.sources().text(label) + "` is no constant of the enum"));
    }

    /** Newer compilers take a constant with its class in front. */
    private static String name(ExpressionTree label) {
        if (label instanceof IdentifierTree constant) return constant.getName().toString();
        return label instanceof MemberSelectTree constant
                ? constant.getIdentifier().toString()
                : label.toString();
    }

    /** As {@link Switch.Case} wants it: 32 bits with their sign. */
    private static long register(Int type, long value) {
        return type.bits() == 64 ? value : (int) value;
    }

    private void body(CaseTree tree, BlockLabel next, BlockLabel end) {
        if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
            for (var statement : tree.getStatements()) function.statements.lower(statement);
            function.jump(next);
            return;
        }
        Tree body = tree.getBody();
        if (body instanceof StatementTree statement) function.statements.lower(statement);
        else if (body instanceof ExpressionTree expression) function.expressions.run(expression);
        function.jump(end);
    }
}
