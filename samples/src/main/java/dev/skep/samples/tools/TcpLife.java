package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Config;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Ptr;
import dev.skep.lang.Struct;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.Unsigned;

/** Sends a record when a TCP connection ends: whose it was, between whom, how much went each way, and how long it lasted. */
@Bpf(license = "GPL")
@KernelTypes
final class TcpLife {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_ESTABLISHED = 1;
    private static final int TCP_SYN_SENT = 2;
    private static final int TCP_FIN_WAIT1 = 4;
    private static final int TCP_CLOSE = 7;
    private static final int TCP_LAST_ACK = 9;

    /** The life of a connection. */
    @Struct
    static final class Life {
        /** Nanoseconds since it was established; 0 when it never was. */
        @Unsigned
        long lasted;

        /** Bytes that came in, and one for the end of the connection. */
        @Unsigned
        long received;

        /** Bytes that the other side has acknowledged, and one each for the beginning and the end of the connection. */
        @Unsigned
        long acknowledged;

        /** The process that connected or closed; 0 when the kernel did all of it that was seen. */
        @Unsigned
        int pid;

        /** {@code AF_INET} or {@code AF_INET6}. */
        @Unsigned
        int family;

        @Unsigned
        short localPort;

        @Unsigned
        short remotePort;

        /** An address of IPv6, or one of IPv4 as IPv6 writes it: {@code ::ffff:192.0.2.1}. */
        @Length(16)
        byte[] local;

        @Length(16)
        byte[] remote;

        @Length(16)
        byte[] comm;
    }

    /** What is known of a connection until it ends. */
    @Struct
    static final class Connection {
        @Unsigned
        long established;

        @Unsigned
        int pid;

        @Length(16)
        byte[] comm;
    }

    /** The process to watch; 0 for all. */
    @Config
    @Unsigned
    static int onlyPid = 0;

    /** By the address of the socket. */
    static final BpfHashMap<@Unsigned Long, Connection> connections = BpfHashMap.of(10_240);

    static final BpfRingBuffer<Life> lives = BpfRingBuffer.ofBytes(256 * 1024);

    private TcpLife() {}

    @Tracepoint("sock/inet_sock_set_state")
    static int stateChanges(trace_event_raw_inet_sock_set_state context) {
        if (context.protocol != IPPROTO_TCP) return 0;
        int state = context.newstate;
        if (state == TCP_CLOSE) {
            end(context);
        } else if (state == TCP_ESTABLISHED) {
            var connection = connections.lookupOrInsert(context.skaddr);
            if (connection != null) connection.established = Kernel.ktimeNs();
        } else if (state == TCP_SYN_SENT || state == TCP_FIN_WAIT1 || state == TCP_LAST_ACK) {
            // these come of calls of the process, the others of packets
            var connection = connections.lookupOrInsert(context.skaddr);
            if (connection == null) return 0;
            connection.pid = (int) (Kernel.currentPidTgid() >>> 32);
            Kernel.currentComm(connection.comm);
        }
        return 0;
    }

    private static void end(trace_event_raw_inet_sock_set_state context) {
        var connection = connections.lookup(context.skaddr);
        if (connection == null) return;
        if (onlyPid == 0 || onlyPid == connection.pid) tell(context, connection);
        connections.delete(context.skaddr);
    }

    private static void tell(trace_event_raw_inet_sock_set_state context, Connection connection) {
        try (var slot = lives.reserve()) {
            if (slot == null) return;
            Life life = slot.value();
            var socket = Ptr.<tcp_sock>at(context.skaddr).get();
            life.lasted = connection.established == 0 ? 0 : Kernel.ktimeNs() - connection.established;
            life.received = socket.bytes_received;
            life.acknowledged = socket.bytes_acked;
            life.pid = connection.pid;
            life.family = context.family;
            life.localPort = context.sport;
            life.remotePort = context.dport;
            Kernel.probeReadKernel(life.local, Core.addressOf(context.saddr_v6));
            Kernel.probeReadKernel(life.remote, Core.addressOf(context.daddr_v6));
            System.arraycopy(connection.comm, 0, life.comm, 0, 16);
            slot.submit();
        }
    }
}
