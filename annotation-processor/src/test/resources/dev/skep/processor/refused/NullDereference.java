import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class NullDereference {
    @Struct
    static final class Event {
        int number;
    }

    static final BpfArray<U64> counts = BpfArray.of(4);
    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(4096);

    @Xdp
    static int program(XdpContext context) {
        var count = counts.lookup(0);
        count.value++;
//      ^ SKEP3002 `count` may be null here: `bpf_map_lookup_elem` returned it in line 16
        return 0;
    }

    @Xdp
    static int header(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        return ethernet.proto;
//             ^ SKEP3002 `ethernet` may be null here: one path leaves it null in line 24
    }

    @Xdp
    static int slot(XdpContext context) {
        try (var slot = events.reserve()) {
            slot.value().number = 1;
//          ^ SKEP3002 `slot` may be null here: `bpf_ringbuf_reserve` returned it in line 31
        }
        return 0;
    }
}
