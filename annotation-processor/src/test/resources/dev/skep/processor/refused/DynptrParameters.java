import dev.skep.lang.*;
import dev.skep.lang.net.*;

final class DynptrParameters {
    @Bpf(license = "GPL", minKernel = "6.5")
    static final class TooOld {
        @Global
        static long size(BpfDynptr memory) {
//                                 ^ SKEP3016 a @Global function that takes a dynptr needs kernel 6.8, the object must load on 6.5
            return memory.size();
        }

        @Tc
        static int program(SkBuff skb) {
            return (int) size(skb.dynptr());
        }
    }

    @Bpf(license = "GPL", minKernel = "6.8")
    static final class Slots {
        @Struct
        static final class Event {
            long number;
        }

        static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(4096);

        @Subprogram
        static void end(BpfRingBuffer.DynptrSlot record) {
//                                               ^ SKEP2003 @Subprogram takes no room in a ring buffer, which is given back where it was taken: let `record` be a `BpfDynptr`
            record.submit();
        }

        @Tc
        static int program(SkBuff skb) {
            try (var record = events.reserveDynptr(8)) {
                end(record);
            }
            return 0;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.8")
    static final class Stale {
        @Subprogram
        static int write(BpfDynptr memory) {
            return (int) memory.write(0, U32.of(1), 0);
        }

        @Tc
        static int program(SkBuff skb) {
            var packet = skb.dynptr();
            var ip = packet.slice(14, new Ipv4());
            if (ip == null || write(packet) != 0) return 0;
            return ip.tos;
//                 ^ SKEP3038 `write` in line 54 may have moved the packet since this pointer into it was made
        }
    }
}
