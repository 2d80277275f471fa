package dev.skep.compiler.machine.model;

/** What an {@link Address} counts from. */
public sealed interface Base permits VirtualRegister, FrameBase {
    /** Dispatches on the kind of base. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind. */
    interface Visitor<R> {
        /** A pointer in a register. */
        R register(VirtualRegister register);

        /** A piece of the frame, reached through r10. */
        R frame(FrameBase frame);
    }
}
