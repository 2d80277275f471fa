import dev.skep.lang.*;

@Bpf(license = "GPL")
final class References {
    @Struct
    static final class Point {
        int x;
    }

    @Struct
    static final class Line {
        Point from;
        Point to;
    }

    static final BpfArray<Point> points = BpfArray.of(4);
    static final Line line = new Line();

    @Xdp
    static int program(XdpContext context) {
        Point first = null;
//            ^ SKEP2001 `first` is null before anyone knows what memory it will lead to
        first = points.lookup(1);
        var second = new Point();
//          ^ SKEP2001 `second` would lead to memory of the frame, which stays with one variable
        second = new Point();
        line.from = line.to;
//          ^ SKEP2001 `line.from` cannot be assigned to
        var packet = context.packet();
        if (packet == null) return 1;
//          ^ SKEP2001 a `Packet` is never null and has no identity
        context.ingressIfindex = 3;
//             ^ SKEP3021 `context.ingressIfindex` cannot be assigned to: no program may assign to it
        var either = context.rxQueueIndex > 1 ? new Point() : points.lookup(1);
//                                              ^ SKEP2001 `context.rxQueueIndex > 1 ? new Point() : points.lookup(1)` would lead to memory of the frame, which stays with one variable
        int x = made(context.rxQueueIndex).x;
//                  ^ SKEP2001 `made(context.rxQueueIndex)` is null before anyone knows what memory it will lead to
        int y = nothing().x;
//                     ^ SKEP2001 `nothing()` is null before anyone knows what memory it will lead to
        return 0;
    }

    static Point made(int n) {
        if (n > 1) return null;
        return new Point();
//      ^ SKEP2001 `made(context.rxQueueIndex)` would lead to memory of the frame, which stays with one variable
    }

    static Point nothing() {
        return null;
    }
}
