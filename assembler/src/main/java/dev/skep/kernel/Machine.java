package dev.skep.kernel;

import java.util.List;
import java.util.Locale;

/**
 * The machines whose registers programs at probes read: where the kernel's {@code struct pt_regs} has them.
 *
 * <p>Columns: bytes of the struct · instruction pointer · stack pointer · frame pointer · result · arguments of functions · arguments of
 * system calls. From {@code arch/x86/include/asm/ptrace.h} and {@code arch/arm64/include/asm/ptrace.h}, and the calling conventions of both.
 */
public enum Machine {
    // spotless:off
    /** 64-bit x86. */
    X86_64  (168, 128, 152, 32,  80, List.of(112, 104, 96, 88, 72, 64),         List.of(112, 104, 96, 56, 72, 64)),
    /** 64-bit Arm. */
    AARCH64 (272, 256, 248, 232, 0,  List.of(0, 8, 16, 24, 32, 40, 48, 56),     List.of(272, 8, 16, 24, 32, 40));
    // spotless:on

    private final int registerBytes;
    private final int instructionPointer;
    private final int stackPointer;
    private final int framePointer;
    private final int result;
    private final List<Integer> arguments;
    private final List<Integer> systemCallArguments;

    Machine(
            int registerBytes,
            int instructionPointer,
            int stackPointer,
            int framePointer,
            int result,
            List<Integer> arguments,
            List<Integer> systemCallArguments) {
        this.registerBytes = registerBytes;
        this.instructionPointer = instructionPointer;
        this.stackPointer = stackPointer;
        this.framePointer = framePointer;
        this.result = result;
        this.arguments = arguments;
        this.systemCallArguments = systemCallArguments;
    }

    /** Returns the name that {@code uname -m} prints: {@code x86_64}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how many bytes of registers a program sees: {@code sizeof(bpf_user_pt_regs_t)}. */
    public int registerBytes() {
        return registerBytes;
    }

    /** Returns where the address of the next instruction lies. */
    public int instructionPointer() {
        return instructionPointer;
    }

    /** Returns where the stack pointer lies. */
    public int stackPointer() {
        return stackPointer;
    }

    /** Returns where the frame pointer lies. */
    public int framePointer() {
        return framePointer;
    }

    /** Returns where the result of a function lies when it has returned. */
    public int result() {
        return result;
    }

    /** Returns where the arguments of a function lie, as far as registers carry them. */
    public List<Integer> arguments() {
        return arguments;
    }

    /** Returns where the arguments of a system call lie in the registers that it was entered with. */
    public List<Integer> systemCallArguments() {
        return systemCallArguments;
    }
}
