import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class LockedCalls {
    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int count;
        U64 cell;
    }

    static final BpfHashMap<Integer, Locked> map = BpfHashMap.of(4);

    static int time() {
        return (int) Kernel.ktimeNs();
//                                 ^ SKEP3026 `bpf_ktime_get_ns` is called while a lock is held
    }

    @Xdp
    static int calls(XdpContext context) {
        var one = map.lookup(1);
        var other = map.lookup(2);
        if (one == null || other == null) return 0;
        try (var held = one.lock.hold()) {
            one.count += (int) Kernel.ktimeNs();
//                                           ^ SKEP3026 `bpf_ktime_get_ns` is called while a lock is held
            one.cell.add(1);
            one.count += time();
            var third = map.lookup(3);
//                                ^ SKEP3026 `bpf_map_lookup_elem` is called while a lock is held
            if (third != null) third.count++;
            map.delete(1);
//          ^ SKEP3026 `bpf_map_delete_elem` is called while a lock is held
            one.count += sum(one.count);
//                          ^ SKEP3026 `sum` is called while a lock is held
            try (var second = other.lock.hold()) {
//                            ^ SKEP3026 a second lock is taken while a lock is held
                other.count++;
            }
        }
        return 0;
    }

    @Subprogram
    static int sum(int n) {
        return n + 1;
    }

    @Xdp
    static int maybe(XdpContext context) {
        try (var held = map.lookup(1).lock.hold()) {
//                                ^ SKEP3002 `map.lookup(1)` may be null here: `bpf_map_lookup_elem` returned it in line 51
            return 1;
        }
    }

    @Xdp
    static int ranges(XdpContext context) {
        var found = map.lookup(1);
        if (found == null) return 0;
        try (var held = found.lock.hold()) {
            for (int i : Kernel.range(60)) found.count += i;
            Kernel.printk("%d", found.count);
//          ^ SKEP3026 `bpf_trace_printk` is called while a lock is held
        }
        return 0;
    }

    @SocketFilter
    static int filter(SkBuff skb) {
        return map.lookup(1) == null ? 0 : 1;
//                                   ^ SKEP3036 map `map`, with a `bpf_spin_lock` in its values, is not for programs of type `BPF_PROG_TYPE_SOCKET_FILTER`
    }

    @Kprobe("do_nanosleep")
    static int probe(PtRegs regs) {
        return deeper(1);
    }

    @Subprogram
    static int deeper(int n) {
        map.delete(n);
//      ^ SKEP3036 map `map`, with a `bpf_spin_lock` in its values, is not for programs of type `BPF_PROG_TYPE_KPROBE`, and `probe` is one that comes here
        return 0;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @BtfTracepoint("sched_process_exit")
    static int traced(Task task) {
        return map.delete(task.pid) ? 1 : 0;
//                                  ^ SKEP3016 map `map`, with a `bpf_spin_lock` in its values, in a program of `tp_btf` needs kernel 5.15, the object must load on 5.10
    }

    @PerfEvent
    static int event(PerfEventContext context) {
        map.delete(1);
//      ^ SKEP3036 map `map`, with a `bpf_spin_lock` in its values, is not for programs of type `BPF_PROG_TYPE_PERF_EVENT`
        return 0;
    }
}
