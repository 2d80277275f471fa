package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.skep.processor.lowering.Activation.Exit;
import dev.skep.processor.lowering.Activation.Kind;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.source.Words;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Statements. One that is refused is left out, and the next one is looked at. */
final class StatementLowering {
    private final FunctionLowering function;
    private final LoopLowering loops;
    private final SwitchLowering switches;
    private final TryLowering tries;
    private final Visitor visitor = new Visitor();

    StatementLowering(FunctionLowering function) {
        this.function = function;
        this.loops = new LoopLowering(function);
        this.switches = new SwitchLowering(function);
        this.tries = new TryLowering(function);
    }

    /** Lowers a statement, unless nothing leads to it. */
    void lower(StatementTree tree) {
        lower(tree, null);
    }

    /** Lowers statements in a row. */
    void lower(List<? extends StatementTree> trees) {
        trees.forEach(this::lower);
    }

    private void lower(StatementTree tree, @Nullable Name label) {
        if (function.builder.terminated()) return;
        function.at(tree);
        try {
            tree.accept(visitor, label);
        } catch (Refusal reported) {
            // the next statement may have faults of its own
        } catch (IllegalStateException confused) {
            function.unit.expectFailure(confused);
        }
    }

    /** The argument is the label in front of the statement. */
    private final class Visitor extends SimpleTreeVisitor<@Nullable Void, @Nullable Name> {
        @Override
        protected @Nullable Void defaultAction(Tree tree, @Nullable Name label) {
            var words = Words.of(tree);
            throw function.refuse(tree, UNSUPPORTED_JAVA, words.name() + " cannot run in the kernel", words.instead());
        }

        @Override
        public @Nullable Void visitBlock(BlockTree tree, @Nullable Name label) {
            lower(tree.getStatements());
            return null;
        }

        @Override
        public @Nullable Void visitEmptyStatement(EmptyStatementTree tree, @Nullable Name label) {
            return null;
        }

        @Override
        public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, @Nullable Name label) {
            function.expressions.run(tree.getExpression());
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Name label) {
            function.declarations.declare(tree);
            return null;
        }

        @Override
        public @Nullable Void visitIf(IfTree tree, @Nullable Name label) {
            branch(tree);
            return null;
        }

        @Override
        public @Nullable Void visitReturn(ReturnTree tree, @Nullable Name label) {
            var value = tree.getExpression();
            var activation = function.activation();
            var operand = value == null ? new Nothing(Other.VOID) : function.expressions.lower(value);
            activation.cleanUp(0);
            activation.returned().with(tree, operand);
            return null;
        }

        @Override
        public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Name label) {
            labelled(tree);
            return null;
        }

        @Override
        public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Name label) {
            loops.while_(tree, label);
            return null;
        }

        @Override
        public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Name label) {
            loops.doWhile(tree, label);
            return null;
        }

        @Override
        public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Name label) {
            loops.for_(tree, label);
            return null;
        }

        @Override
        public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Name label) {
            loops.forEach(tree, label);
            return null;
        }

        @Override
        public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Name label) {
            switches.lower(tree, label);
            return null;
        }

        @Override
        public @Nullable Void visitTry(TryTree tree, @Nullable Name label) {
            tries.lower(tree);
            return null;
        }

        @Override
        public @Nullable Void visitBreak(BreakTree tree, @Nullable Name label) {
            var exit = target(tree.getLabel(), Kind.LOOP, Kind.SWITCH);
            function.activation().cleanUp(exit.cleanups());
            function.jump(exit.breakTo());
            return null;
        }

        @Override
        public @Nullable Void visitContinue(ContinueTree tree, @Nullable Name label) {
            var exit = target(tree.getLabel(), Kind.LOOP, Kind.LOOP);
            function.activation().cleanUp(exit.cleanups());
            function.jump(Optional.ofNullable(exit.continueTo()).orElseThrow());
            return null;
        }

        @Override
        public @Nullable Void visitYield(YieldTree tree, @Nullable Name label) {
            var exit = target(null, Kind.SWITCH_EXPRESSION, Kind.SWITCH_EXPRESSION);
            var yielded = Optional.ofNullable(exit.yielded()).orElseThrow();
            var operand = function.expressions.lower(tree.getValue());
            function.activation().cleanUp(exit.cleanups());
            yielded.take(tree.getValue(), operand);
            return null;
        }
    }

    private Exit target(@Nullable Name label, Kind one, Kind other) {
        var exit = label == null
                ? function.activation().exit(e -> e.kind() == one || e.kind() == other)
                : function.activation().exit(e -> label.equals(e.label()));
        return exit.orElseThrow(() -> new IllegalStateException("no statement to leave for label " + label));
    }

    private void branch(IfTree tree) {
        var builder = function.builder;
        var then = builder.newBlock("then");
        var otherwise = builder.newBlock("else");
        var end = builder.newBlock("end");
        function.conditions.branch(tree.getCondition(), then, otherwise);
        function.place(then);
        lower(tree.getThenStatement());
        function.jump(end);
        function.place(otherwise);
        if (tree.getElseStatement() != null) lower(tree.getElseStatement());
        function.jump(end);
        function.goOn(end);
    }

    private void labelled(LabeledStatementTree tree) {
        var statement = tree.getStatement();
        if (isLoop(statement)) {
            lower(statement, tree.getLabel());
            return;
        }
        var end = function.builder.newBlock("end");
        function.activation().enter(Kind.LABELLED, tree.getLabel(), end, null);
        lower(statement);
        function.activation().leave();
        function.jump(end);
        function.goOn(end);
    }

    private static boolean isLoop(StatementTree tree) {
        return switch (tree.getKind()) {
            case FOR_LOOP, ENHANCED_FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP -> true;
            default -> false;
        };
    }
}
