package dev.skep.lang;

/** The arguments of a tracepoint, as its {@code format} file lays them out. Kernel 4.7. */
@KernelContext
public final class TracepointContext {
    private TracepointContext() {}
}
