import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class NullDereference {
    @Struct
    static final class Event {
        int number;
    }

    @Struct
    static final class Data {
        @Length(4) int[] words;
        @Length(2) Event[] events;
        @Length(16) byte[] name;
        Event first;
    }

    static final BpfArray<U64> counts = BpfArray.of(4);
    static final BpfArray<Data> datas = BpfArray.of(1);
    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(4096);

    @Xdp
    static int program(XdpContext context) {
        var count = counts.lookup(0);
        count.value++;
//      ^ SKEP3002 `count` may be null here: `bpf_map_lookup_elem` returned it in line 25
        return 0;
    }

    @Xdp
    static int header(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        return ethernet.proto;
//             ^ SKEP3002 `ethernet` may be null here: one path leaves it null in line 33
    }

    @Xdp
    static int slot(XdpContext context) {
        try (var slot = events.reserve()) {
            slot.value().number = 1;
//          ^ SKEP3002 `slot` may be null here: `bpf_ringbuf_reserve` returned it in line 40
        }
        return 0;
    }

    @Xdp
    static int parts(XdpContext context) {
        var data = datas.lookup(0);
        return data.first.number + data.words[context.rxQueueIndex & 3];
//             ^ SKEP3002 `data` may be null here: `bpf_map_lookup_elem` returned it in line 49
    }

    @Xdp
    static int loop(XdpContext context) {
        var data = datas.lookup(0);
        for (var event : data.events) event.number++;
//                       ^ SKEP3002 `data` may be null here: `bpf_map_lookup_elem` returned it in line 56
        return 0;
    }

    @Xdp
    static int argument(XdpContext context) {
        var data = datas.lookup(0);
        return step(data.events[1]);
//                  ^ SKEP3002 `data` may be null here: `bpf_map_lookup_elem` returned it in line 64
    }

    @Xdp
    static int whole(XdpContext context) {
        return size(datas.lookup(0));
//                              ^ SKEP3002 `datas.lookup(0)` may be null here: `bpf_map_lookup_elem` returned it in line 71
    }

    @Tracepoint("sched/sched_process_exec")
    static int helper(TracepointContext context) {
        var data = datas.lookup(0);
        return (int) Kernel.currentComm(data.name);
//                                      ^ SKEP3002 `data` may be null here: `bpf_map_lookup_elem` returned it in line 77
    }

    @Subprogram
    static int step(Event event) {
        return event.number++;
    }

    @Subprogram
    static int size(Data data) {
        return data.words.length;
    }

    record Pair(int left, int right) {}

    @Struct
    static final class Holder {
        Pair pair;
    }

    static final BpfArray<Pair> pairs = BpfArray.of(1);
    static final Holder holder = new Holder();

    @Xdp
    static int unchecked(XdpContext context) {
        holder.pair = pairs.lookup(0);
//                                ^ SKEP3002 `pairs.lookup(0)` may be null here: `bpf_map_lookup_elem` returned it in line 104
        return 0;
    }

    @Xdp
    static int compared(XdpContext context) {
        return holder.pair.equals(pairs.lookup(0)) ? 1 : 0;
//                                            ^ SKEP3002 `pairs.lookup(0)` may be null here: `bpf_map_lookup_elem` returned it in line 111
    }

    @Xdp
    static int passed(XdpContext context) {
        return left(pairs.lookup(0));
//                              ^ SKEP3002 `pairs.lookup(0)` may be null here: `bpf_map_lookup_elem` returned it in line 117
    }

    @Subprogram
    private static int left(Pair pair) {
        return pair.left();
    }

    @Xdp
    static int perhapsMade(XdpContext context) {
        Event event = null;
        if (context.rxQueueIndex > 1) event = new Event();
        return event.number;
//             ^ SKEP3002 `event` may be null here: one path leaves it null in line 128
    }

    @Xdp
    static int madeElsewhere(XdpContext context) {
        return made(context.rxQueueIndex).number;
//                 ^ SKEP3002 `made(context.rxQueueIndex)` may be null here: one path leaves it null in line 142
    }

    private static Event made(int n) {
        if (n > 1) return null;
        return new Event();
    }
}
