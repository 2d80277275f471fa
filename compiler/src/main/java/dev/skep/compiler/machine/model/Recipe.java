package dev.skep.compiler.machine.model;

import dev.skep.asm.SymbolReference;
import dev.skep.ir.StackSlot;

/** A value that can be made anywhere from nothing, so that it need not be kept in a register. */
public sealed interface Recipe extends Source {
    /** Dispatches on the kind of recipe. */
    <R> R accept(Recipe.Visitor<R> visitor);

    @Override
    default <R> R accept(Source.Visitor<R> visitor) {
        return visitor.recipe(this);
    }

    /**
     * A number.
     *
     * @param value all 64 bits of the register
     */
    record Number(long value) implements Recipe {
        /** Returns whether the value is the sign extension of 32 bits, what immediates of 64-bit instructions can say. */
        public boolean isImmediate() {
            return value == (int) value;
        }

        @Override
        public <R> R accept(Recipe.Visitor<R> visitor) {
            return visitor.number(this);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** {@code (char *)&slot + offset}. */
    record FrameAddress(StackSlot slot, int offset) implements Recipe {
        @Override
        public <R> R accept(Recipe.Visitor<R> visitor) {
            return visitor.frameAddress(this);
        }

        @Override
        public String toString() {
            return "&" + Address.text(new FrameBase(slot), offset);
        }
    }

    /** {@code &symbol}: a map, a place in a global, a function. */
    record SymbolAddress(SymbolReference reference) implements Recipe {
        @Override
        public <R> R accept(Recipe.Visitor<R> visitor) {
            return visitor.symbolAddress(this);
        }

        @Override
        public String toString() {
            return "&" + reference.accept(SymbolText.INSTANCE);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        /** A number. */
        R number(Number recipe);

        /** An address in the frame. */
        R frameAddress(FrameAddress recipe);

        /** An address that the loader fills in. */
        R symbolAddress(SymbolAddress recipe);
    }
}
