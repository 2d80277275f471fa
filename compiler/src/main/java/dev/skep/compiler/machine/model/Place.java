package dev.skep.compiler.machine.model;

import dev.skep.asm.Register;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an operation wants an operand. */
public enum Place {
    /** In any register, while the operation runs. */
    ANY(null),
    /** In the register of the result, which the operation changes in place. */
    RESULT(null),
    /** In r0. */
    R0(Register.R0),
    /** In r1. */
    R1(Register.R1),
    /** In r2. */
    R2(Register.R2),
    /** In r3. */
    R3(Register.R3),
    /** In r4. */
    R4(Register.R4),
    /** In r5. */
    R5(Register.R5);

    private static final Place[] ARGUMENTS = {R1, R2, R3, R4, R5};

    private final @Nullable Register register;

    Place(@Nullable Register register) {
        this.register = register;
    }

    /** Returns where argument {@code index} of a call, from 0, goes. */
    public static Place argument(int index) {
        if (index >= ARGUMENTS.length)
            throw new IllegalArgumentException("argument " + (index + 1) + " of a call, at most 5");
        return ARGUMENTS[index];
    }

    /** Returns the one register it must be, if it must. */
    public Optional<Register> fixed() {
        return Optional.ofNullable(register);
    }
}
