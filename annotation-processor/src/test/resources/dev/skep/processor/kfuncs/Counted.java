import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.6")
final class Counted {
    @KernelType("bpf_iter_meta")
    static final class Meta {
        SeqFile seq;
    }

    @KernelType("seq_file")
    static final class SeqFile {
        @Unsigned long size;
    }

    @KernelType("bpf_map")
    static final class Map {
        @Unsigned int id;
    }

    @Struct
    static final class Request {
        int first;
        int end;
        int way;
    }

    static final BpfHashMap<Integer, U64> hash = BpfHashMap.of(1000);
    static final BpfLruHashMap<Integer, U64> lru = BpfLruHashMap.of(100);
    static final BpfPerCpuHashMap<Integer, U64> perCpu = BpfPerCpuHashMap.of(1000);
    static final BpfArray<U64> array = BpfArray.of(10);

    @Syscall
    static int change(Request request) {
        for (int i : Kernel.range(1000)) {
            int key = request.first + i;
            if (key >= request.end) break;
            if (request.way == 0) {
                hash.update(key, U64.of(1));
                lru.update(key, U64.of(1));
                perCpu.update(key, U64.of(1));
            } else {
                hash.delete(key);
                lru.delete(key);
                perCpu.delete(key);
            }
        }
        return 0;
    }

    @Xdp
    static int hashed(XdpContext context) {
        return (int) Kfuncs.mapSumElemCount(hash);
    }

    @Tc
    static int least(SkBuff skb) {
        return (int) Kfuncs.mapSumElemCount(lru);
    }

    @Syscall
    static int onEachCpu(Request request) {
        return (int) Kfuncs.mapSumElemCount(perCpu);
    }

    @SocketFilter
    static int none(SkBuff skb) {
        return (int) Kfuncs.mapSumElemCount(array) + 7;
    }

    @Iter("bpf_map")
    static int all(Meta meta, Map map) {
        if (map != null) Kernel.seqPrintf(meta.seq, "%u: %ld\n", map.id, Kfuncs.mapSumElemCount(map));
        return 0;
    }
}
