package dev.skep.lang;

/** The registers of the machine where a probe was met: {@code struct pt_regs}. Which machine it is, {@code -Askep.machine} says. Kernel 4.1. */
@KernelContext("pt_regs")
public final class PtRegs {
    private PtRegs() {}

    /**
     * Returns an argument of the function, as a register carries it: x86-64 has six, arm64 eight.
     *
     * @param index a constant
     */
    public @Unsigned long arg(int index) {
        throw KernelOnly.here();
    }

    /** Returns an argument that is a pointer to a struct of the kernel. It is read through {@code bpf_probe_read_kernel}. */
    public <T> T arg(int index, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns one of the six arguments of a system call, in a {@link Ksyscall} program: through {@code bpf_probe_read_kernel}, from the registers
     * that the system call was entered with. Kernel 5.5.
     *
     * @param index a constant
     */
    public @Unsigned long syscallArg(int index) {
        throw KernelOnly.here();
    }

    /** Returns what the function returned, in programs at returns. */
    public @Unsigned long result() {
        throw KernelOnly.here();
    }

    /** Returns the address of the next instruction. */
    public @Unsigned long instructionPointer() {
        throw KernelOnly.here();
    }

    /** Returns the stack pointer. */
    public @Unsigned long stackPointer() {
        throw KernelOnly.here();
    }

    /** Returns the frame pointer. */
    public @Unsigned long framePointer() {
        throw KernelOnly.here();
    }

    /**
     * Lets the function return a value without running, where it allows that, and returns 0 or a negative error: {@code
     * bpf_override_return}. For the GPL only. Kernel 4.16.
     */
    @CallsHelper("bpf_override_return")
    public long overrideReturn(@Unsigned long value) {
        throw KernelOnly.here();
    }

    /** Returns the address of the function that is traced: {@code bpf_get_func_ip}. For the GPL only. Kernel 5.15. */
    @CallsHelper("bpf_get_func_ip")
    public @Unsigned long funcIp() {
        throw KernelOnly.here();
    }
}
