package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfQueue;
import dev.skep.lang.BpfStack;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.U32;
import dev.skep.lang.Unsigned;

/**
 * Gives ports away and takes them back, for user space that asks. New ports come out of a queue in order; those that came back lie on a stack
 * and are given away first.
 */
@Bpf(license = "GPL", minKernel = "5.14")
final class PortPool {
    @Struct
    static final class Request {
        /** The port that comes back; 0 to ask for one. */
        @Unsigned
        int port;
    }

    /** User space fills it. */
    static final BpfQueue<U32> fresh = BpfQueue.of(1000);

    static final BpfStack<U32> returned = BpfStack.of(1000);

    private PortPool() {}

    /** Returns whether there was a port, or room for one. */
    @Syscall
    static int serve(Request request) {
        var port = U32.of(request.port);
        if (request.port != 0) return returned.push(port) ? 1 : 0;

        boolean found = returned.pop(port) || fresh.pop(port);
        request.port = port.value;
        return found ? 1 : 0;
    }
}
