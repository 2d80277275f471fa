package dev.skep.testkit;

/** The loader or the kernel refused an object or a program. The message holds everything that both said. */
public final class KernelRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String program;
    private final int errno;
    private final String log;

    KernelRefused(String program, int errno, String loaderMessages, String log) {
        super((program.isEmpty() ? "object" : "program " + program)
                + " refused: "
                + Bpf.describe(errno)
                + "\n"
                + loaderMessages
                + log);
        this.program = program;
        this.errno = errno;
        this.log = log;
    }

    /** The program that was refused; empty when it was not one program's fault. */
    public String program() {
        return program;
    }

    /** The error number, positive. */
    public int errno() {
        return errno;
    }

    /** The verifier's whole log of that program; empty when it never saw it. */
    public String log() {
        return log;
    }
}
