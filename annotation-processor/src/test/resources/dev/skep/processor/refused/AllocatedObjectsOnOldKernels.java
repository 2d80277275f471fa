import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.2")
final class AllocatedObjectsOnOldKernels {
    @Struct
    static final class Plain {
        int number;
    }

    @Struct
    static final class Item {
        BpfListNode node;
        int number;
    }

    @Struct
    static final class Queue {
        BpfSpinLock lock;
        BpfListHead<Item> items;
    }

    static final BpfArray<Queue> queues = BpfArray.of(1);
//                               ^ SKEP3016 a `BpfListHead` needs kernel 6.6, the object must load on 6.2

    @Tc
    static int plain(SkBuff skb) {
        try (var held = BpfObject.allocate(Plain.class)) {
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int asked(Plain plain) {
        try (var held = BpfObject.allocate(Plain.class)) {
//                                        ^ SKEP3016 `bpf_obj_new_impl` in programs of type `BPF_PROG_TYPE_SYSCALL` needs kernel 6.10, the object must load on 6.2
            return held == null ? 1 : 0;
        }
    }

    @Tc
    static int item(SkBuff skb) {
        try (var held = BpfObject.allocate(Item.class)) {
//                                             ^ SKEP3016 a `BpfListNode` needs kernel 6.6, the object must load on 6.2
            return held == null ? 1 : 0;
        }
    }
}
