import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.16")
final class AllocatedObjectsInUse {
    @Struct
    static final class State {
        int number;
    }

    @Struct
    static final class Item {
        BpfListNode node;
        BpfRbNode sorted;
        int number;
        @Length(4) int[] more;
        State state;
    }

    @Struct
    static final class Queue {
        BpfSpinLock lock;
        BpfListHead<Item> items;
        BpfRbRoot<Item> sorted;
    }

    static final BpfArray<Queue> queues = BpfArray.of(2);
    static final BpfHashMap<Integer, State> states = BpfHashMap.of(1);

    @Syscall
    static int nulls(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var held = BpfObject.allocate(Item.class)) {
            held.value().number = 1;
//          ^ SKEP3002 `held` may be null here: `bpf_obj_new_impl` returned it in line 33
        }
        try (var held = BpfObject.allocate(Item.class)) {
            queue.items.pushBack(held);
//                               ^ SKEP3002 `held` may be null here: `bpf_obj_new_impl` returned it in line 37
        }
        try (var held = queue.items.popFront()) {
            return held.value().number;
//                 ^ SKEP3002 `held` may be null here: one path leaves it null in line 41
        }
    }

    @Syscall
    static int perhaps(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            if (state.number == 1) queue.items.pushBack(held);
            held.value().number = 1;
//          ^ SKEP3002 `held` may be null here: one path leaves it null in line 53
        }
        return 0;
    }

    @Syscall
    static int parts(State state) {
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            states.update(1, held.value().state);
//                           ^ SKEP3043 `bpf_map_update_elem` is handed a part of an allocated object
            held.value().more[state.number & 3] = 1;
//          ^ SKEP3043 an index into an allocated object is no constant
        }
        return 0;
    }

    @Syscall
    static int locked(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var lock = queue.lock.hold(); var held = BpfObject.allocate(Item.class)) {
//                                                                      ^ SKEP3026 `bpf_obj_new_impl` is called while a lock is held
            return 0;
//          ^ SKEP3026 `bpf_obj_drop_impl` is called while a lock is held
        }
    }

    @Syscall
    static int calls(State state) {
        var queue = queues.lookup(0);
        var another = queues.lookup(1);
        if (queue == null || another == null) return 1;
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            queue.sorted.add(held, (one, other) -> one.number < (int) Kernel.ktimeNs());
//                                                                                  ^ SKEP3026 `bpf_ktime_get_ns` is called while a lock is held
        }
        try (var held = queue.sorted.removeFirst(item -> item.number < (int) Kernel.ktimeNs())) {
//                                                                                         ^ SKEP3026 `bpf_ktime_get_ns` is called while a lock is held
            return queue.sorted.first(item -> another.items.front(inner -> inner.number++)) ? 0 : 1;
//                                            ^ SKEP3026 a second lock is taken while a lock is held
        }
    }
}
