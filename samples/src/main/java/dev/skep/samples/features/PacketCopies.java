package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfDynptr;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Kernel;
import dev.skep.lang.Kfunc;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;

/**
 * Copies whole packets to user space, each in a record that is as long as the packet needs. How long that is, the verifier cannot know: dynptrs
 * are memory whose size the kernel checks when the program runs.
 */
@Bpf(license = "GPL", minKernel = "6.15")
final class PacketCopies {
    private static final int HEADER = 16;

    /** What is in front of the bytes of the packet. */
    @Struct
    static final class Header {
        @Unsigned
        long time;

        @Unsigned
        int length;

        @Unsigned
        int mark;
    }

    static final BpfRingBuffer<Header> packets = BpfRingBuffer.ofBytes(64 * 1024);

    /** Those that found the buffer full. */
    static @Unsigned long lost;

    private PacketCopies() {}

    @Kfunc("bpf_dynptr_copy")
    private static native int copy(BpfDynptr to, long toOffset, BpfDynptr from, long fromOffset, long bytes);

    @Tc
    static TcAction keep(SkBuff skb) {
        var packet = skb.dynptr();
        var length = packet.size();
        try (var record = packets.reserveDynptr(HEADER + length)) {
            var header = record.data(0, Header.class);
            if (header == null || copy(record, HEADER, packet, 0, length) != 0) {
                lost++;
                return OK;
            }
            header.time = Kernel.ktimeNs();
            header.length = length;
            header.mark = skb.mark;
            record.submit();
        }
        return OK;
    }
}
