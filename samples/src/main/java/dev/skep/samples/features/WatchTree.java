package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.ArenaPtr;
import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArena;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import org.jspecify.annotations.Nullable;

/**
 * Counts packets from watched addresses in a tree that lies in an arena. User space adds addresses, and follows the pointers of the tree in its
 * own memory, where it maps the arena at the same address.
 */
@Bpf(license = "GPL", minKernel = "6.10")
final class WatchTree {
    private static final int NODES_IN_A_PAGE = 128;
    private static final int DEPTH = 32;

    @Struct
    static final class Node {
        @Nullable
        ArenaPtr<Node> lower;

        @Nullable
        ArenaPtr<Node> higher;

        @Unsigned
        int address;

        @Unsigned
        long packets;
    }

    @Struct
    static final class Request {
        @Unsigned
        int address;
    }

    static final BpfArena memory = BpfArena.ofPages(64).mappedAt(0x2000_0000);

    static @Nullable ArenaPtr<Node> root;

    private static @Nullable ArenaPtr<Node> fresh;
    private static int left;

    private WatchTree() {}

    /** Watches an address from now on; one call at a time. Returns 0, or 1 where there is no room for it. */
    @Syscall
    static int watch(Request request) {
        if (left == 0) {
            fresh = memory.allocPages(1, Node.class);
            left = NODES_IN_A_PAGE;
        }
        var added = fresh;
        if (added == null) return 1;
        added.get().address = request.address;
        var node = root;
        if (node == null) root = added;
        for (int depth = 0; depth < DEPTH && node != null; depth++) {
            if (node.get().address == request.address) return 0;
            boolean isLower = request.address < node.get().address;
            var next = isLower ? node.get().lower : node.get().higher;
            if (next == null && isLower) node.get().lower = added;
            if (next == null && !isLower) node.get().higher = added;
            node = next;
        }
        if (node != null) return 1;
        fresh = added.plus(1);
        left--;
        return 0;
    }

    @Tc
    static TcAction count(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return OK;
        var source = ip.saddr;
        var node = root;
        for (int depth = 0; depth < DEPTH && node != null; depth++) {
            if (node.get().address == source) {
                Atomic.add(node.get().packets, 1);
                return OK;
            }
            node = source < node.get().address ? node.get().lower : node.get().higher;
        }
        return OK;
    }
}
