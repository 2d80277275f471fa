package dev.skep.compiler.machine.model;

import org.jspecify.annotations.Nullable;

/**
 * A register before allocation: 64 bits, defined once.
 *
 * @param number from 0, dense in its function
 */
public record VirtualRegister(int number) implements Source, Base {
    @Override
    public <R> R accept(Source.Visitor<R> visitor) {
        return visitor.register(this);
    }

    @Override
    public <R> R accept(Base.Visitor<R> visitor) {
        return visitor.register(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualRegister register && number == register.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "v" + number;
    }
}
