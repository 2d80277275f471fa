import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.9")
final class ArenaPointers {
    @Struct
    static final class State {
        int number;
    }

    @Struct
    static final class Node {
        ArenaPtr<Node> next;
        @Unsigned int count;
        @Length(8) byte[] text;
    }

    static final BpfArena heap = BpfArena.ofPages(16);
    static final BpfArena second = BpfArena.ofPages(16);
//                        ^ SKEP2019 `second` is a second arena, beside `heap`
    static final BpfHashMap<Integer, Node> nodes = BpfHashMap.of(16);
    static ArenaPtr<Node> head;

    @Syscall
    static int unchecked(State state) {
        var page = heap.allocPages(1, Node.class);
        page.get().count = 1;
//              ^ SKEP3002 `page.get()` may be null here: `bpf_arena_alloc_pages` returned it in line 25
        return 0;
    }

    @Syscall
    static int uncheckedField(State state) {
        var node = head;
        return node == null ? 1 : (int) node.get().next.get().count;
//                                                         ^ SKEP3002 `node.get().next.get()` may be null here: it was read in line 34
    }

    @Syscall
    static int readAgain(State state) {
        return head == null ? 1 : (int) head.get().count;
//                                              ^ SKEP3002 `head.get()` may be null here: it was read in line 40
    }

    @Syscall
    static int value(State state) {
        var node = head;
        if (node == null) return 1;
        nodes.update(1, node.get());
//                              ^ SKEP3046 `bpf_map_update_elem` takes no pointer into the arena
        return 0;
    }

    @Syscall
    static int text(State state) {
        var node = head;
        if (node == null) return 1;
        Kernel.printk("%s", node.get().text);
//      ^ SKEP3046 `bpf_trace_printk` takes no pointer into the arena
        return 0;
    }

    @Subprogram
    static int count(Node node) {
        return (int) node.count;
    }

    @Syscall
    static int passed(State state) {
        var node = head;
        if (node == null) return 1;
        return count(node.get());
//                           ^ SKEP3046 a function that may be handed any memory takes no pointer into the arena
    }

    @Syscall
    static int atomic(State state) {
        var node = head;
        if (node == null) return 1;
        return Atomic.add(node.get().count, 1);
//                                ^ SKEP3016 atomic fetch_add in an arena needs kernel 6.10, the object must load on 6.9
    }
}
