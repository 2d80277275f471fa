package dev.skep.dsl;

import static dev.skep.asm.Condition.EQ;
import static dev.skep.asm.Condition.NE;

import dev.skep.ir.BinaryOp;

/**
 * A number: either computed by the program or a literal. It is a value, not a variable: reading it again costs nothing, and nothing
 * changes it. Its operations are computed where they are called.
 */
public abstract sealed class Scalar<V extends Scalar<V>> implements Storable<Cell<V>>
        permits HostInteger, NetworkInteger, Bool, Enumerated {
    private final Operand operand;

    Scalar(Operand operand) {
        this.operand = operand;
    }

    /** Returns the type, as struct fields and maps are declared with. */
    public abstract ScalarType<V> type();

    /** {@code this == other}. */
    public final Condition eq(V other) {
        return compare(EQ, same(other));
    }

    /** {@code this == other}. */
    public final Condition eq(long other) {
        return compare(EQ, type().literal(other).operand());
    }

    /** {@code this != other}. */
    public final Condition ne(V other) {
        return compare(NE, same(other));
    }

    /** {@code this != other}. */
    public final Condition ne(long other) {
        return compare(NE, type().literal(other).operand());
    }

    /** {@code this & other}. */
    public final V and(V other) {
        return compute(BinaryOp.AND, same(other));
    }

    /** {@code this & other}. */
    public final V and(long other) {
        return compute(BinaryOp.AND, type().literal(other).operand());
    }

    /** {@code this | other}. */
    public final V or(V other) {
        return compute(BinaryOp.OR, same(other));
    }

    /** {@code this | other}. */
    public final V or(long other) {
        return compute(BinaryOp.OR, type().literal(other).operand());
    }

    /** {@code this ^ other}. */
    public final V xor(V other) {
        return compute(BinaryOp.XOR, same(other));
    }

    /** {@code this ^ other}. */
    public final V xor(long other) {
        return compute(BinaryOp.XOR, type().literal(other).operand());
    }

    /** {@code ~this}. */
    public final V not() {
        return compute(BinaryOp.XOR, new Operand.Literal(type().wrap(-1)));
    }

    final Operand operand() {
        return operand;
    }

    /** Java tells enumerations apart only here. */
    private Operand same(V other) {
        type().requireSame(other);
        return other.operand();
    }

    final Condition compare(dev.skep.asm.Condition condition, Operand other) {
        return new Condition(new Question.Compare(condition, type(), operand, other));
    }

    final V compute(BinaryOp operation, Operand other) {
        return type().handle(Arithmetic.compute(type(), operation, operand, other));
    }

    @Override
    public final String toString() {
        return type() + " " + operand;
    }
}
