package dev.skep.compiler.machine.selection;

import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;

/** What an address counts from. */
sealed interface Root {
    <R> R accept(Visitor<R> visitor);

    /** A pointer that is in a register. */
    record Held(Value pointer) implements Root {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.held(this);
        }
    }

    /** A piece of the frame: no register needed. */
    record Frame(StackSlot slot) implements Root {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.frame(this);
        }
    }

    /** A global: its address can be made anywhere. */
    record OfGlobal(String global) implements Root {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.global(this);
        }
    }

    interface Visitor<R> {
        R held(Held root);

        R frame(Frame root);

        R global(OfGlobal root);
    }
}
