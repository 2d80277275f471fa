package dev.skep.compiler.machine.selection;

import dev.skep.asm.AluOp;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.Source;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.EnumSet;
import java.util.Set;

/** Arithmetic of two operands: constants become immediates, the operand that dies here becomes the one that is changed. */
final class SelectBinary {
    /** Memory that is never a frame, and what is a number to the verifier. Pointers into packets move on, and stay where they are for that. */
    private static final Set<MemoryKind> OUTSIDE =
            EnumSet.of(MemoryKind.MAP_VALUE, MemoryKind.RECORD, MemoryKind.ARENA);

    private final Facts facts;
    private final Values values;
    private final Emitter out;
    private final SelectDivision division;

    SelectBinary(Facts facts, Values values, Emitter out, IsaVersion isa) {
        this.facts = facts;
        this.values = values;
        this.out = out;
        this.division = new SelectDivision(out, isa);
    }

    Source select(Op.Binary op) {
        if (op.result().type() instanceof ValueType.Pointer && facts.isSum(op.result()))
            return values.sum(facts.origin(op.result()));
        var result = result(op);
        return op.result().type() == ValueType.I32 && facts.moves(op.result()) && !isFollowed(op)
                ? out.lower32(result)
                : result;
    }

    /**
     * Returns whether verifiers know that the upper half is zero: of a quotient, or of what is shifted by an unknown number, they know nothing
     * at all, and comparing the lower half then says nothing about the rest. Front ends compare all of a remainder.
     */
    private boolean isFollowed(Op.Binary op) {
        var right = facts.constant(op.right());
        return switch (op.operation()) {
            case ADD, SUB, MUL, AND, OR, XOR, UREM, SREM -> true;
            case SHL, LSHR, ASHR -> right.isPresent();
            case UDIV -> right.isPresent() && Long.bitCount(right.getAsLong()) == 1;
            case SDIV -> false;
        };
    }

    private Source result(Op.Binary op) {
        var width = Facts.width(op.result());
        var right = facts.constant(op.right());
        if (right.isPresent()) return withConstant(op, width, values.source(op.left()), right.getAsLong());
        var left = facts.constant(op.left());
        if (left.isPresent() && isCommutative(op))
            return withConstant(op, width, values.source(op.right()), left.getAsLong());
        return withRegister(op, width);
    }

    private Source withConstant(Op.Binary op, Width width, Source left, long right) {
        return switch (op.operation()) {
            case ADD -> out.alu(AluOp.ADD, width, left, right);
            case SUB -> subtract(width, left, right);
            case MUL -> out.alu(AluOp.MUL, width, left, right);
            case AND -> and(width, left, right);
            case OR -> out.alu(AluOp.OR, width, left, right);
            case XOR -> out.alu(AluOp.XOR, width, left, right);
            case SHL -> out.alu(AluOp.LSH, width, left, right & (width.bits() - 1));
            case LSHR -> out.alu(AluOp.RSH, width, left, right & (width.bits() - 1));
            case ASHR -> out.alu(AluOp.ARSH, width, left, right & (width.bits() - 1));
            case UDIV -> division.unsigned(width, left, right);
            case UREM -> division.unsignedRemainder(width, left, right);
            case SDIV -> division.signed(width, left, right);
            case SREM -> division.signedRemainder(width, left, right);
        };
    }

    /** Adding has the shorter form on every machine; the one constant whose negation does not fit is left alone. */
    private Source subtract(Width width, Source left, long right) {
        var fits = -right == (int) -right;
        return fits ? out.alu(AluOp.ADD, width, left, -right) : out.alu(AluOp.SUB, width, left, right);
    }

    private Source and(Width width, Source left, long right) {
        return width == Width.DW && right == 0xffff_ffffL ? out.lower32(left) : out.alu(AluOp.AND, width, left, right);
    }

    private Source withRegister(Op.Binary op, Width width) {
        var swap = isCommutative(op) && !staysLeft(op.left()) && outlives(op.left(), op.right());
        var left = values.source(swap ? op.right() : op.left());
        var right = values.source(swap ? op.left() : op.right());
        return switch (op.operation()) {
            case ADD -> out.alu(AluOp.ADD, width, left, right);
            case SUB -> out.alu(AluOp.SUB, width, left, right);
            case MUL -> out.alu(AluOp.MUL, width, left, right);
            case AND -> out.alu(AluOp.AND, width, left, right);
            case OR -> out.alu(AluOp.OR, width, left, right);
            case XOR -> out.alu(AluOp.XOR, width, left, right);
            case SHL -> out.alu(AluOp.LSH, width, left, right);
            case LSHR -> out.alu(AluOp.RSH, width, left, right);
            case ASHR -> out.alu(AluOp.ARSH, width, left, right);
            case UDIV -> division.unsigned(width, left, right);
            case UREM -> division.unsignedRemainder(width, left, right);
            case SDIV -> division.signed(width, left, right);
            case SREM -> division.signedRemainder(width, left, right);
        };
    }

    /**
     * A pointer that may lead to the frame stays on the left: of {@code number += pointer} the verifier takes over what the pointer points to,
     * but not the frame it belongs to, and would look for it in that of the program.
     */
    private static boolean staysLeft(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && !OUTSIDE.contains(pointer.kind());
    }

    /** Whether changing {@code left} in place would cost a copy that changing {@code right} would not. */
    private boolean outlives(Value left, Value right) {
        return facts.uses(left) > 1 && facts.uses(right) == 1;
    }

    private static boolean isCommutative(Op.Binary op) {
        return switch (op.operation()) {
            case ADD, MUL, AND, OR, XOR -> true;
            case SUB, UDIV, SDIV, UREM, SREM, SHL, LSHR, ASHR -> false;
        };
    }
}
