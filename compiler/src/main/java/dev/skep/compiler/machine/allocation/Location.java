package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.Recipe;
import org.jspecify.annotations.Nullable;

/** Where a value is. */
public sealed interface Location {
    /** Dispatches on the kind of location. */
    <R> R accept(Visitor<R> visitor);

    /** In a register. */
    record InRegister(Register register) implements Location {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.register(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InRegister place && register == place.register;
        }

        @Override
        public int hashCode() {
            return register.number();
        }

        @Override
        public String toString() {
            return register.toString();
        }
    }

    /**
     * In 8 bytes of the frame that hold nothing else meanwhile.
     *
     * @param index from 0, dense in the function
     */
    record InWord(int index) implements Location {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.word(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InWord place && index == place.index;
        }

        @Override
        public int hashCode() {
            return ~index;
        }

        @Override
        public String toString() {
            return "word" + index;
        }
    }

    /** Nowhere: made when wanted. Nothing can be moved there. */
    record Made(Recipe recipe) implements Location {
        /** The one value that is made in a word: older verifiers lose track of any other that is stored without a register. */
        static final Made ZERO = new Made(new Recipe.Number(0));

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.made(this);
        }

        @Override
        public String toString() {
            return recipe.toString();
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        /** A register. */
        R register(InRegister location);

        /** A word of the frame. */
        R word(InWord location);

        /** A recipe. */
        R made(Made location);
    }
}
