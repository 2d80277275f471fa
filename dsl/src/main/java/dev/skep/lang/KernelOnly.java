package dev.skep.lang;

/** What every word without a meaning on the JVM answers. */
final class KernelOnly {
    private KernelOnly() {}

    static UnsupportedOperationException here() {
        return new UnsupportedOperationException(
                "runs in the kernel only: the processor compiles it to eBPF, a JVM cannot run it");
    }
}
