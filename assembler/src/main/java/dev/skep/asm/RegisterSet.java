package dev.skep.asm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of registers, for liveness and allocation.
 *
 * @param mask bit {@code n} stands for register {@code n}
 */
public record RegisterSet(int mask) {
    /** The set of none. */
    public static final RegisterSet EMPTY = new RegisterSet(0);

    private static final int ALL = 0x7ff;

    /** Refuses bits that stand for no register. */
    public RegisterSet {
        if ((mask & ~ALL) != 0) {
            throw new IllegalArgumentException(
                    "register mask 0x" + Integer.toHexString(mask) + " has bits beyond r10, 0x7ff");
        }
    }

    /** Returns the set of the given registers. */
    public static RegisterSet of(Register... registers) {
        int mask = 0;
        for (Register register : registers) {
            mask |= 1 << register.number();
        }
        return new RegisterSet(mask);
    }

    /** Tells whether the register is in this set. */
    public boolean contains(Register register) {
        return (mask & 1 << register.number()) != 0;
    }

    /** Returns the registers that are in this set or in the other. */
    public RegisterSet union(RegisterSet other) {
        return new RegisterSet(mask | other.mask);
    }

    /** Returns the registers in order of their numbers. */
    public List<Register> registers() {
        return IntStream.range(0, Integer.SIZE)
                .filter(n -> (mask & 1 << n) != 0)
                .mapToObj(Register::of)
                .toList();
    }

    @Override
    public String toString() {
        return registers().stream().map(Register::toString).collect(Collectors.joining(", ", "{", "}"));
    }
}
