package dev.skep.processor.lowering;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreeScanner;
import dev.skep.ir.BlockLabel;
import dev.skep.processor.type.JavaType;
import org.jspecify.annotations.Nullable;

/** The value of a method that is lowered in place and returns in one place only. No paths meet, so it may be what no variable holds. */
final class SingleReturn {
    private final FunctionLowering function;
    private final BlockLabel end;
    private @Nullable Operand returned;

    SingleReturn(FunctionLowering function) {
        this.function = function;
        this.end = function.builder.newBlock("end");
    }

    /** Returns whether a method has one {@code return}, and something there to return. */
    static boolean suits(MethodTree method) {
        var returns = new Returns();
        returns.scan(method.getBody(), null);
        return returns.count == 1 && !returns.nothing;
    }

    /** Ends the path with the value of the call. */
    void take(Operand operand) {
        returned = operand;
        function.builder.jump(end);
    }

    /** Goes on behind the method, and returns the value of the call. */
    Operand result(JavaType type) {
        function.place(end);
        return returned == null ? function.nothing(type) : returned;
    }

    private static final class Returns extends TreeScanner<@Nullable Void, @Nullable Void> {
        private int count;
        private boolean nothing;

        @Override
        public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
            count++;
            nothing |= tree.getExpression() instanceof LiteralTree;
            return super.visitReturn(tree, null);
        }
    }
}
