package dev.skep.samples.tools;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Fexit;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** Sends a record for each TCP connection that a process begins over IPv4. */
@Bpf(license = "GPL", minKernel = "5.10")
@KernelTypes
final class TcpConnect {
    private static final int AF_INET = 2;

    /** The beginning of a connection. */
    @Struct
    static final class Connect {
        @Unsigned
        int pid;

        @BigEndian
        @Unsigned
        int source;

        @BigEndian
        @Unsigned
        int destination;

        @Unsigned
        short destinationPort;

        @Length(16)
        byte[] comm;
    }

    static final BpfRingBuffer<Connect> connects = BpfRingBuffer.ofBytes(64 * 1024);

    private TcpConnect() {}

    @Fexit("tcp_connect")
    static int connect(sock socket, int result) {
        if (result != 0 || socket.__sk_common.skc_family != AF_INET) return 0;
        try (var slot = connects.reserve()) {
            if (slot == null) return 0;
            Connect connect = slot.value();
            connect.pid = (int) (Kernel.currentPidTgid() >>> 32);
            connect.source = socket.__sk_common.skc_rcv_saddr;
            connect.destination = socket.__sk_common.skc_daddr;
            connect.destinationPort = socket.__sk_common.skc_dport;
            Kernel.currentComm(connect.comm);
            slot.submit();
        }
        return 0;
    }
}
