import dev.skep.lang.*;

@Bpf(license = "GPL")
final class UnsupportedCalls {
    record Pair(int left, int right) {}

    @Struct
    static final class Point {
        int x;

        int twice() {
            return 2 * x;
        }
    }

    static final BpfHashMap<Pair, U64> map = BpfHashMap.of(1);

    @Xdp
    static int program(XdpContext context) {
        long time = System.nanoTime();
//                                 ^ SKEP2003 `System.nanoTime` cannot be called from the kernel
        var point = new Point();
        int twice = point.twice();
//                             ^ SKEP2003 `Point.twice` cannot be called from the kernel
        int hash = new Pair(1, 2).hashCode();
//                                        ^ SKEP2003 `hashCode` is no component of `Pair`
        var packet = context.packet();
        var header = packet.next(Pair.class);
//                                   ^ SKEP2003 `Pair.class` names no @Struct class
        return kept(packet);
//                 ^ SKEP2003 @Subprogram `kept` takes a `Packet`
    }

    @Subprogram
    private static int kept(Packet packet) {
        return 0;
    }
}
