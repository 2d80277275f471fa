package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.skep.processor.lowering.ExpressionLowering.Use;
import javax.lang.model.element.ExecutableElement;

/** A method call on its way to code. */
record Call(MethodInvocationTree tree, ExecutableElement method, Use use) {
    /** Returns the expression in front of the dot. */
    ExpressionTree receiver() {
        if (tree.getMethodSelect() instanceof MemberSelectTree select) return select.getExpression();
        throw new IllegalStateException("`" + tree + "` has no receiver");
    }

    /** Returns the argument at a position. */
    ExpressionTree argument(int index) {
        return tree.getArguments().get(index);
    }

    /** What a method of the language is in the kernel. */
    interface Intrinsic {
        Operand lower(Call call);
    }
}
