import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Slots {
    @Struct
    static final class Event {
        int number;
    }

    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(4096);

    @Xdp
    static int program(XdpContext context) {
        try (var slot = events.reserve()) {
            if (slot == null) return 0;
            slot.submit();
            slot.value().number = 1;
//          ^ SKEP3015 `slot` is null or submitted here
        }
        var open = events.reserve();
//                               ^ SKEP3014 `events.reserve()` is not the resource of a `try`
        var event = new Event();
        events.output(event);
        events.output(event, 0);
//                           ^ SKEP3012 0 bytes of a record that has 4
        events.output(event, 5);
//                           ^ SKEP3012 5 bytes of a record that has 4
        return 0;
    }
}
