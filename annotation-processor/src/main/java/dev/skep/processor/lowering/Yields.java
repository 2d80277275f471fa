package dev.skep.processor.lowering;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a switch may have, in the order in which they stand. */
final class Yields extends TreeScanner<@Nullable Void, List<ExpressionTree>> {
    private Yields() {}

    static List<ExpressionTree> of(SwitchExpressionTree tree) {
        var values = new ArrayList<ExpressionTree>();
        new Yields().scan(tree.getCases(), values);
        return List.copyOf(values);
    }

    @Override
    public @Nullable Void visitCase(CaseTree tree, List<ExpressionTree> values) {
        if (tree.getBody() instanceof ExpressionTree value) values.add(value);
        else super.visitCase(tree, values);
        return null;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, List<ExpressionTree> values) {
        values.add(tree.getValue());
        return null;
    }

    /** Has values of its own. */
    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, List<ExpressionTree> values) {
        return null;
    }
}
