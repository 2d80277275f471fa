package dev.skep.lang;

/** A static probe of user space that was met, for {@link Usdt} programs: {@code struct pt_regs}, and what libbpf says of the probe. Kernel 5.15. */
@KernelContext("pt_regs")
public final class UsdtContext {
    private UsdtContext() {}

    /**
     * Returns an argument of the probe, extended by zeroes or by its sign as the probe says: from a register, from the memory of the process
     * or as a constant, wherever the probe has it ({@code bpf_usdt_arg} of libbpf). 0 where the probe has fewer arguments, and where its
     * memory cannot be read. For the GPL only.
     *
     * @param index a constant below 12
     */
    public long arg(int index) {
        throw KernelOnly.here();
    }

    /** Returns how many arguments the probe has: {@code bpf_usdt_arg_cnt} of libbpf. */
    public int argCount() {
        throw KernelOnly.here();
    }

    /** Returns the number that was given where the program was attached: {@code bpf_usdt_cookie} of libbpf. */
    public @Unsigned long cookie() {
        throw KernelOnly.here();
    }

    /** Returns the registers of the machine where the probe was met. */
    public PtRegs regs() {
        throw KernelOnly.here();
    }
}
