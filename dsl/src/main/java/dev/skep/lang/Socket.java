package dev.skep.lang;

/** A reference to a socket, {@code struct bpf_sock}, until it is released: it belongs in a try-with-resources. Kernel 4.20. */
public final class Socket implements AutoCloseable {
    private Socket() {}

    /** Returns the socket. */
    public BpfSock sock() {
        throw KernelOnly.here();
    }

    /** Gives the reference back: {@code bpf_sk_release}. */
    @Override
    public void close() {
        throw KernelOnly.here();
    }
}
