package dev.skep.compiler.machine.model;

import dev.skep.asm.CoreMark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code base + offset}: what a load or store names.
 *
 * @param mark what the loader corrects the offset by; null where it is right for every kernel
 */
public record Address(Base base, int offset, @Nullable CoreMark mark) {
    /** An offset that is right for every kernel. */
    public Address(Base base, int offset) {
        this(base, offset, null);
    }

    /** Returns the register it reads, if any. */
    public Optional<VirtualRegister> register() {
        return base.accept(RegisterOf.INSTANCE);
    }

    List<Use> uses() {
        return register().map(Use::any).map(List::of).orElse(List.of());
    }

    static String text(Base base, int offset) {
        if (offset == 0) return base.toString();
        return base + (offset < 0 ? " - " : " + ") + Math.abs((long) offset);
    }

    @Override
    public String toString() {
        return text(base, offset);
    }

    private enum RegisterOf implements Base.Visitor<Optional<VirtualRegister>> {
        INSTANCE;

        @Override
        public Optional<VirtualRegister> register(VirtualRegister register) {
            return Optional.of(register);
        }

        @Override
        public Optional<VirtualRegister> frame(FrameBase frame) {
            return Optional.empty();
        }
    }
}
