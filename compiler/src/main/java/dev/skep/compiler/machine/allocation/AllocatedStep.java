package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Map;

/** One step of allocated code. */
public sealed interface AllocatedStep {
    /** Dispatches on the kind of step. */
    <R> R accept(Visitor<R> visitor);

    /** {@code to = from}, which is one load, store or register move, or the making of a value; never from word to word, and only zero is made in one. */
    record Move(Location from, Location to) implements AllocatedStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.move(this);
        }

        @Override
        public String toString() {
            return to + " = " + from;
        }
    }

    /** The instruction with its virtual registers in the given ones. */
    record Execute(MachineInstruction.Encoded instruction, Map<VirtualRegister, Register> registers)
            implements AllocatedStep {
        /** Copies the map. */
        public Execute {
            registers = Map.copyOf(registers);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.execute(this);
        }

        @Override
        public String toString() {
            return instruction + "    " + AllocatedFunction.text(registers);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        /** A move. */
        R move(Move step);

        /** An instruction. */
        R execute(Execute step);
    }
}
