package dev.skep.compiler.machine.model;

import dev.skep.asm.Condition;
import dev.skep.asm.RegisterSet;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last operation of a block. */
public sealed interface MachineTerminator extends Operation {
    /** Returns its edges in order. */
    List<MachineEdge> edges();

    /** Dispatches on the kind of terminator. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default Optional<VirtualRegister> result() {
        return Optional.empty();
    }

    @Override
    default RegisterSet clobbers() {
        return RegisterSet.EMPTY;
    }

    /** {@code goto edge}. */
    record Goto(MachineEdge edge, SourceLine line) implements MachineTerminator {
        @Override
        public List<MachineEdge> edges() {
            return List.of(edge);
        }

        @Override
        public List<Use> uses() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.goto_(this);
        }

        @Override
        public String toString() {
            return "goto " + edge;
        }
    }

    /** {@code if (left condition right) goto then; else goto otherwise}. */
    record IfRegister(
            Condition condition,
            Width width,
            VirtualRegister left,
            VirtualRegister right,
            MachineEdge then,
            MachineEdge otherwise,
            SourceLine line)
            implements MachineTerminator {
        @Override
        public List<MachineEdge> edges() {
            return List.of(then, otherwise);
        }

        @Override
        public List<Use> uses() {
            return left.equals(right) ? List.of(Use.any(left)) : List.of(Use.any(left), Use.any(right));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifRegister(this);
        }

        @Override
        public String toString() {
            return condition.register(width).mnemonic() + " " + left + ", " + right + " ? " + then + " : " + otherwise;
        }
    }

    /** {@code if (left condition imm) goto then; else goto otherwise}. */
    record IfImmediate(
            Condition condition,
            Width width,
            VirtualRegister left,
            int imm,
            MachineEdge then,
            MachineEdge otherwise,
            SourceLine line)
            implements MachineTerminator {
        @Override
        public List<MachineEdge> edges() {
            return List.of(then, otherwise);
        }

        @Override
        public List<Use> uses() {
            return List.of(Use.any(left));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifImmediate(this);
        }

        @Override
        public String toString() {
            return condition.immediate(width).mnemonic() + " " + left + ", " + imm + " ? " + then + " : " + otherwise;
        }
    }

    /**
     * {@code return value}.
     *
     * @param value null when nobody reads r0
     */
    record Exit(@Nullable Source value, SourceLine line) implements MachineTerminator {
        @Override
        public List<MachineEdge> edges() {
            return List.of();
        }

        @Override
        public List<Use> uses() {
            return value == null ? List.of() : List.of(new Use(value, Place.R0));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exit(this);
        }

        @Override
        public String toString() {
            return value == null ? "exit" : "exit " + value;
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        /** An unconditional jump. */
        R goto_(Goto end);

        /** A comparison of two registers. */
        R ifRegister(IfRegister end);

        /** A comparison with a number. */
        R ifImmediate(IfImmediate end);

        /** The end of the function. */
        R exit(Exit end);
    }
}
