package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Length;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;

/**
 * Copies the beginning of packets to user space, as much of it as there is and has room. How many bytes that are, the program only knows: the
 * compiler proves that it is no more than the array has, and the kernel that it is no more than the packet has.
 */
@Bpf(license = "GPL", minKernel = "6.5")
final class PacketHeads {
    private static final int ROOM = 96;

    /** A packet, and its first bytes. */
    @Struct
    static final class Head {
        @Unsigned
        int length;

        int copied;

        @Length(ROOM)
        byte[] bytes;
    }

    static final BpfRingBuffer<Head> heads = BpfRingBuffer.ofBytes(64 * 1024);

    private PacketHeads() {}

    @Tc
    static TcAction keep(SkBuff skb) {
        var packet = skb.dynptr();
        int copied = Math.min(packet.size() & 0xffff, ROOM);
        try (var slot = heads.reserve()) {
            if (slot == null) return OK;
            var head = slot.value();
            head.length = packet.size();
            head.copied = copied;
            if (packet.read(head.bytes, 0, copied) == 0) slot.submit();
        }
        return OK;
    }
}
