package dev.skep.asm;

import java.util.Optional;

/** A comparison that a jump can make: {@code r1 s> 5}. Made by the methods of {@link Register}. */
public sealed interface Comparison {
    /** Returns {@code left condition right} on all 64 bits. */
    static Comparison of(Condition condition, Register left, Register right) {
        return new WithRegister(condition, Width.DW, left, right);
    }

    /** Returns {@code left condition right} on all 64 bits; the immediate is sign-extended. */
    static Comparison of(Condition condition, Register left, int right) {
        return new WithImmediate(condition, Width.DW, left, right);
    }

    /** Returns what is asked of the operands. */
    Condition condition();

    /** Returns the same comparison of the lower 32 bits. */
    Comparison lower32();

    /** Returns the comparison that holds exactly when this one does not; {@link Condition#SET} has none. */
    Optional<Comparison> negate();

    /** Returns the instruction {@code if this goto to}. */
    JumpInstruction jump(JumpTarget to);

    /**
     * A comparison with a register.
     *
     * @param condition what is asked
     * @param width {@code W} or {@code DW}
     * @param left left operand
     * @param right right operand
     */
    record WithRegister(Condition condition, Width width, Register left, Register right) implements Comparison {
        @Override
        public Comparison lower32() {
            return new WithRegister(condition, Width.W, left, right);
        }

        @Override
        public Optional<Comparison> negate() {
            return condition.negate().map(negated -> new WithRegister(negated, width, left, right));
        }

        @Override
        public JumpInstruction jump(JumpTarget to) {
            return new JumpInstruction.IfRegister(condition.register(width), left, right, to);
        }
    }

    /**
     * A comparison with an immediate.
     *
     * @param condition what is asked
     * @param width {@code W} or {@code DW}
     * @param left left operand
     * @param right right operand
     */
    record WithImmediate(Condition condition, Width width, Register left, int right) implements Comparison {
        @Override
        public Comparison lower32() {
            return new WithImmediate(condition, Width.W, left, right);
        }

        @Override
        public Optional<Comparison> negate() {
            return condition.negate().map(negated -> new WithImmediate(negated, width, left, right));
        }

        @Override
        public JumpInstruction jump(JumpTarget to) {
            return new JumpInstruction.IfImmediate(condition.immediate(width), left, right, to);
        }
    }
}
