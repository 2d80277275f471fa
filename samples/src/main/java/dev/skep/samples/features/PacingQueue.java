package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfObject;
import dev.skep.lang.BpfRbNode;
import dev.skep.lang.BpfRbRoot;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.Config;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Plans when each packet would leave a slow line, the small ones before the large ones, and tells those whose time has come. Each plan is an
 * object that the program allocates; the tree in the map owns it until it is taken out, and hands it over in order of time.
 */
@Bpf(license = "GPL", minKernel = "6.12")
final class PacingQueue {
    @Struct
    static final class Departure {
        BpfRbNode byTime;

        @Unsigned
        long due;

        @Unsigned
        int client;

        @Unsigned
        int length;
    }

    @Struct
    static final class Queue {
        BpfSpinLock lock;
        BpfRbRoot<Departure> departures;
    }

    @Struct
    static final class Question {
        @Unsigned
        long now;

        @Unsigned
        int client;

        @Unsigned
        int length;
    }

    @Config
    static @Unsigned int nanosecondsPerByte = 1000;

    static final BpfArray<Queue> queues = BpfArray.of(1);

    private PacingQueue() {}

    @Tc
    static TcAction plan(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        var queue = queues.lookup(0);
        if (ip == null || queue == null) return OK;
        try (var held = BpfObject.allocate(Departure.class)) {
            if (held == null) return OK;
            var departure = held.value();
            departure.client = ip.saddr;
            departure.length = ip.totLen;
            departure.due = skb.tstamp + (@Unsigned long) departure.length * nanosecondsPerByte;
            queue.departures.add(held, (one, other) -> one.due < other.due);
        }
        return OK;
    }

    /** Takes the next packet whose time has come, and returns 1 where there is none. */
    @Syscall
    static int take(Question question) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var held = queue.departures.removeFirst(departure -> departure.due <= question.now)) {
            if (held == null) return 1;
            question.client = held.value().client;
            question.length = held.value().length;
        }
        return 0;
    }
}
