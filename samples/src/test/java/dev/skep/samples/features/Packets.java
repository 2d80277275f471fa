package dev.skep.samples.features;

import java.nio.ByteBuffer;

/** Crafted packets, behind an Ethernet header of zeroes. */
final class Packets {
    static final int ETHERNET = 14;
    static final int IPV4 = 20;
    static final int TCP = 20;
    static final int UDP = 8;
    private static final int SHORTEST = 64;

    static final int CLIENT = 0x0a000001;
    static final int SERVER = 0x0a000002;

    private Packets() {}

    /** A frame without more than its type. */
    static byte[] ethernet(int type) {
        return ByteBuffer.allocate(SHORTEST).putShort(12, (short) type).array();
    }

    /** A packet of 64 bytes from one address to another. */
    static ByteBuffer ipv4(int source, int destination, int protocol) {
        return ipv4(source, destination, protocol, SHORTEST - ETHERNET);
    }

    private static ByteBuffer ipv4(int source, int destination, int protocol, int length) {
        var packet = ByteBuffer.allocate(Math.max(SHORTEST, ETHERNET + length)).putShort(12, (short) 0x0800);
        packet.put(ETHERNET, (byte) 0x45).putShort(ETHERNET + 2, (short) length);
        packet.put(ETHERNET + 8, (byte) 64).put(ETHERNET + 9, (byte) protocol);
        return packet.putInt(ETHERNET + 12, source).putInt(ETHERNET + 16, destination);
    }

    static ByteBuffer udp(int source, int sourcePort, int destination, int destinationPort) {
        return udp(source, sourcePort, destination, destinationPort, new byte[0]);
    }

    static ByteBuffer udp(int source, int sourcePort, int destination, int destinationPort, byte[] payload) {
        var packet = ipv4(source, destination, 17, IPV4 + UDP + payload.length);
        var udp = ETHERNET + IPV4;
        packet.putShort(udp, (short) sourcePort).putShort(udp + 2, (short) destinationPort);
        packet.putShort(udp + 4, (short) (UDP + payload.length));
        return packet.put(udp + UDP, payload);
    }

    static ByteBuffer tcp(int source, int sourcePort, int destination, int destinationPort, int flags) {
        return tcp(source, sourcePort, destination, destinationPort, flags, new byte[0]);
    }

    static ByteBuffer tcp(int source, int sourcePort, int destination, int destinationPort, int flags, byte[] options) {
        var packet = ipv4(source, destination, 6, IPV4 + TCP + options.length);
        var tcp = ETHERNET + IPV4;
        packet.putShort(tcp, (short) sourcePort).putShort(tcp + 2, (short) destinationPort);
        packet.put(tcp + 12, (byte) ((TCP + options.length) / 4 << 4)).put(tcp + 13, (byte) flags);
        return packet.put(tcp + TCP, options);
    }
}
