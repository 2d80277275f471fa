import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.12")
final class AllocatedObjects {
    @Struct
    static final class State {
        int number;
    }

    @Struct
    static final class Item {
        BpfListNode node;
        int number;
    }

    @Struct
    static final class Twice {
        BpfListNode one;
        BpfListNode other;
        BpfRbNode sorted;
    }

    @Struct
    static final class Queue {
        BpfSpinLock lock;
        BpfListHead<Item> items;
        BpfRbRoot<Twice> sorted;
        @Contains("other") BpfListHead<Twice> said;
    }

    @Struct
    static final class Unsaid {
        BpfSpinLock lock;
        BpfListHead<Twice> items;
//                         ^ SKEP2018 `Twice` has more than one `BpfListNode`
    }

    @Struct
    static final class Missaid {
        BpfSpinLock lock;
        @Contains("sorted") BpfListHead<Twice> items;
//                                             ^ SKEP2018 `Twice` has no `BpfListNode` of the name `sorted`
    }

    @Struct
    static final class Mistaken {
        @Contains("one") Kptr<Twice> pointer;
//                                   ^ SKEP2018 a `Kptr<Twice>` is no list and no tree, and contains nothing
    }

    @Struct
    static final class Without {
        BpfSpinLock lock;
        BpfRbRoot<Item> items;
//                      ^ SKEP2018 `Item` has no `BpfRbNode`
    }

    @Struct
    static final class Unlocked {
//               ^ SKEP3044 `Unlocked` has a `BpfListHead`, `items`, and no `BpfSpinLock`
        BpfListHead<Item> items;
    }

    @Struct
    static final class Numbers {
        BpfSpinLock lock;
        BpfListHead<Integer> items;
//                           ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
    }

    @Struct
    static final class Locked {
        BpfSpinLock lock;
    }

    @Struct
    static final class Narrow {
        @Bits(3) int few;
    }

    @Struct
    static final class Pointing {
        Ptr<U32> number;
    }

    @Struct
    static final class Deep {
        Item item;
    }

    @Union
    static final class Either {
        int one;
        short other;
    }

    static final BpfArray<Queue> queues = BpfArray.of(1);
    static final BpfHashMap<Integer, Unsaid> unsaid = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Missaid> missaid = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Mistaken> mistaken = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Without> without = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Unlocked> unlocked = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Numbers> numbers = BpfHashMap.of(1);
    static final BpfHashMap<Integer, Item> items = BpfHashMap.of(1);
//                                         ^ SKEP2015 `node`, a `BpfListNode`, is in values of a `BpfHashMap`, which may have none
    static final BpfSkStorage<Queue> stored = BpfSkStorage.create();
//                                   ^ SKEP2015 `items`, a `BpfListHead`, is in values of a `BpfSkStorage`, which may have none

    @Syscall
    static int forgotten(State state) {
        var held = BpfObject.allocate(Item.class);
//                                   ^ SKEP3014 `BpfObject.allocate(Item.class)` is not the resource of a `try`
        return 0;
    }

    @Syscall
    static int forgottenElement(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        queue.items.popFront();
//                          ^ SKEP3014 `queue.items.popFront()` is not the resource of a `try`
        queue.sorted.removeFirst();
//                              ^ SKEP3014 `queue.sorted.removeFirst()` is not the resource of a `try`
        return 0;
    }

    @Syscall
    static int givenTwice(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            var item = held.value();
            queue.items.pushBack(held);
            queue.items.pushBack(held);
//                               ^ SKEP3015 `held` is null or released here
        }
        return 0;
    }

    @Syscall
    static int usedLater(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            queue.items.pushBack(held);
            return held.value().number;
//                 ^ SKEP3015 `held` is null or released here
        }
    }

    @Syscall
    static int node(State state) {
        try (var held = BpfObject.allocate(Item.class); var other = BpfObject.allocate(Item.class)) {
            if (held == null || other == null) return 1;
            held.value().node = other.value().node;
//                      ^ SKEP2001 `held.value().node` cannot be assigned to
        }
        return 0;
    }

    @Syscall
    static int numbers(State state) {
        try (var held = BpfObject.allocate(Integer.class)) {
//                                                ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int locked(State state) {
        try (var held = BpfObject.allocate(Locked.class)) {
//                                               ^ SKEP2018 `Locked` has a `BpfSpinLock`, which lies in values of maps
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int narrow(State state) {
        try (var held = BpfObject.allocate(Narrow.class)) {
//                                               ^ SKEP2018 `Narrow` has bit-fields, which are reached with those beside them
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int pointing(State state) {
        try (var held = BpfObject.allocate(Pointing.class)) {
//                                                 ^ SKEP2018 `Pointing` has pointers, which the verifier takes for numbers there
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int deep(State state) {
        try (var held = BpfObject.allocate(Deep.class)) {
//                                             ^ SKEP2018 `Deep` has `item.node` in a struct of its own
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int either(State state) {
        try (var held = BpfObject.allocate(Either.class)) {
//                                               ^ SKEP2018 `Either` is a union
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int owners(State state) {
        try (var held = BpfObject.allocate(Item.class)) {
            if (held == null) return 1;
            try (var again = BpfObject.acquire(held)) {
//                                             ^ SKEP2018 `Item` has no `BpfRefcount`, and so one owner at a time
                return 0;
            }
        }
    }

    @Syscall
    static int alone(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        var list = queue.items;
        try (var held = list.popFront()) {
//                      ^ SKEP3044 the lock of `list` is not known here
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int copied(State state) {
        var queue = new Queue();
        try (var held = queue.items.popFront()) {
//                           ^ SKEP2015 `queue.items` is not known to lie in the value of a map here
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int captured(State state) {
        var queue = queues.lookup(0);
        if (queue == null) return 1;
        int number = state.number;
        try (var held = BpfObject.allocate(Twice.class)) {
            if (held == null) return 1;
            queue.sorted.add(held, (one, other) -> number > 0);
//                                                 ^ SKEP3040 `number` is a variable of the method around, and the kernel hands over the two objects only
        }
        return 0;
    }

    @SocketFilter
    static int filter(SkBuff skb) {
        try (var held = BpfObject.allocate(Item.class)) {
//                                        ^ SKEP3023 `bpf_obj_new_impl` is not for programs of type `BPF_PROG_TYPE_SOCKET_FILTER`
            return held == null ? 1 : 0;
        }
    }
}
