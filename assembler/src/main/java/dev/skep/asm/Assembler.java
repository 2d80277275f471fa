package dev.skep.asm;

import dev.skep.asm.internal.Encoder;

/**
 * Turns {@link Code} into {@link MachineCode}.
 *
 * <p>Jumps that do not reach are made long: with {@code gotol} where the target has it, else by way of islands of
 * {@code ja}. The last instruction must be {@code exit} or a jump that is always taken. Unreachable code, which the
 * verifier refuses, is left as written.
 */
public final class Assembler {
    private Assembler() {}

    /**
     * Returns the machine code of {@code code} for {@code target}.
     *
     * @throws AssemblyException with everything that is wrong with the code
     */
    public static MachineCode assemble(Code code, Target target) {
        return Encoder.encode(code, target);
    }

    /**
     * Returns the machine code of {@code code} for every kernel that runs {@code isa}.
     *
     * @throws AssemblyException with everything that is wrong with the code
     */
    public static MachineCode assemble(Code code, IsaVersion isa) {
        return assemble(code, Target.of(isa));
    }
}
