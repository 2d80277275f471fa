package dev.skep.lang;

/** What helpers take for the context of programs whose parameters are arguments of the kernel: an array of 64-bit words. Kernel 5.5. */
@KernelContext
public final class TracingContext {
    private TracingContext() {}
}
