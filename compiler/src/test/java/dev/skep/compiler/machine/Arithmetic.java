package dev.skep.compiler.machine;

import dev.skep.ir.BinaryOp;

/** What arithmetic ops mean, computed by the JVM: written from the IR's definition, not from the code generator. */
final class Arithmetic {
    private Arithmetic() {}

    static long of(BinaryOp operation, int bits, long left, long right) {
        return bits == Integer.SIZE
                ? of32(operation, (int) left, (int) right) & 0xffff_ffffL
                : of64(operation, left, right);
    }

    private static long of64(BinaryOp operation, long left, long right) {
        return switch (operation) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case UDIV -> right == 0 ? 0 : Long.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case UREM -> right == 0 ? left : Long.remainderUnsigned(left, right);
            case SREM -> right == 0 ? left : left % right;
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHL -> left << right;
            case LSHR -> left >>> right;
            case ASHR -> left >> right;
        };
    }

    private static int of32(BinaryOp operation, int left, int right) {
        return switch (operation) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case UDIV -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case UREM -> right == 0 ? left : Integer.remainderUnsigned(left, right);
            case SREM -> right == 0 ? left : left % right;
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHL -> left << right;
            case LSHR -> left >>> right;
            case ASHR -> left >> right;
        };
    }
}
