import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
final class Callbacks {
    @Struct
    static final class Event {
        int sum;
    }

    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(4096);
    static final BpfHashMap<Integer, Event> map = BpfHashMap.of(16);

    static final class Bound implements LoopBody {
        public boolean round(int index) {
            return true;
        }
    }

    @Xdp
    static int program(XdpContext context) {
        var packet = context.packet();
        Kernel.loop(4, i -> packet.next(Event.class) != null);
//                          ^ SKEP3040 a `Packet` cannot be used in a callback
        try (var slot = events.reserve()) {
            if (slot == null) return 0;
            Kernel.loop(4, i -> {
                slot.submit();
//              ^ SKEP3040 a `Slot<Event>` cannot be used in a callback
                return true;
            });
        }
        Kernel.loop(2, null);
//                     ^ SKEP2026 `null` is neither a lambda nor a static method of this class
        Kernel.loop(2, new Bound()::round);
//                     ^ SKEP2026 `new Bound()::round` is neither a lambda nor a static method of this class
        Kernel.loop(2, Callbacks::again);
        map.forEach((one, first) -> map.forEach((other, second) -> one == other) > 0);
//                                                                     ^ SKEP2001 `one == other` asks whether two objects are the same one
        return 0;
    }

    static boolean again(int i) {
        return Kernel.loop(i, Callbacks::again) > 0;
//                            ^ SKEP2004 `again` calls itself
    }
}
