import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.12")
final class Cells {
    @Struct
    static final class Pair {
        U32 first;
        S64 second;
    }

    static final Pair pair = new Pair();
    static final U64 total = U64.of(5);

    @Xdp
    static int program(XdpContext context) {
        total.add(1);
        total.value -= 3;
        pair.first.or(context.rxQueueIndex);
        long before = pair.second.add(-1) + pair.second.exchange(2);
        return (int) (before + pair.first.compareExchange(1, 2) + pair.second.value);
    }
}
