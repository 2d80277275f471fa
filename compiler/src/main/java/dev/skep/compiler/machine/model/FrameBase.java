package dev.skep.compiler.machine.model;

import dev.skep.ir.StackSlot;

/** The first byte of a piece of the frame. */
public record FrameBase(StackSlot slot) implements Base {
    @Override
    public <R> R accept(Base.Visitor<R> visitor) {
        return visitor.frame(this);
    }

    @Override
    public String toString() {
        return slot.name() + "." + slot.id();
    }
}
