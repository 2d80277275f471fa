package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Optional;

/** A copy from or to a value: with one register on both sides it is gone. */
sealed interface Hint {
    /** Returns the point at which the value has its place for the copy. */
    int point();

    /** Returns how much the copy costs. */
    int weight();

    /** Returns the register on the other side, as far as it is known. */
    Optional<Register> register(Pieces pieces);

    /** Returns the piece of the other side's life that the copy is about, if it is a value. */
    Optional<Interval> partner(Pieces pieces);

    /** A copy from or to a register that the machine chose. */
    record Fixed(int point, int weight, Register register) implements Hint {
        @Override
        public Optional<Register> register(Pieces pieces) {
            return Optional.of(register);
        }

        @Override
        public Optional<Interval> partner(Pieces pieces) {
            return Optional.empty();
        }
    }

    /** A copy from or to {@code other}, which has its place for it at {@code otherPoint}. */
    record Between(int point, int weight, VirtualRegister other, int otherPoint) implements Hint {
        @Override
        public Optional<Register> register(Pieces pieces) {
            return pieces.registerAt(other, otherPoint);
        }

        @Override
        public Optional<Interval> partner(Pieces pieces) {
            return pieces.exists(other) ? Optional.of(pieces.at(other, otherPoint)) : Optional.empty();
        }
    }
}
