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

    @Struct
    static final class Pair {
        @Length(2) Point[] points;
    }

    static final Pair pair = new Pair();
    static final BpfArray<Point> points = BpfArray.of(4);
    static final Line line = new Line();

    @Xdp
    static int program(XdpContext context) {
        Point first = points.lookup(1);
        if (first == null) first = context.packet().next(Point.class);
//                         ^ SKEP3030 `first` leads to different kinds of memory: ptr.value? and ptr.packet?
        var second = new Point();
        second = new Point();
        line.from = line.to;
//          ^ SKEP2001 `line.from` cannot be assigned to
        var packet = context.packet();
        if (packet == null) return 1;
//          ^ SKEP2001 a `Packet` is never null and has no identity
        context.ingressIfindex = 3;
//             ^ SKEP3021 `context.ingressIfindex` cannot be assigned to: no program may assign to it
        var either = context.rxQueueIndex > 1 ? new Point() : points.lookup(1);
        int x = made(context.rxQueueIndex).x;
        int y = nothing().x;
        return 0;
    }

    static Point made(int n) {
        if (n > 1) return null;
        return new Point();
    }

    static Point nothing() {
        return null;
    }

    @Xdp
    static int rounds(XdpContext context) {
        Point last = null;
        Point best = new Point();
        for (int i = 0; i < 3; i++) {
            var point = new Point();
            point.x = i;
            if (last != null) best.x += last.x;
            last = point;
//          ^ SKEP3030 `last` would lead to memory of the frame that the next round of the loop uses again
            best = i > 1 ? point : best;
//          ^ SKEP3030 `best` would lead to memory of the frame that the next round of the loop uses again
        }
        Point before = null;
        for (Point one = new Point(), two = one; one.x < 3; one = new Point()) {
//                                                          ^ SKEP3030 `one` would lead to memory of the frame that the next round of the loop uses again
            two.x++;
            before = one;
        }
        do {
            before = made(best.x);
//          ^ SKEP3030 `before` would lead to memory of the frame that the next round of the loop uses again
        } while (before != null && before.x < 3);
        while ((last = new Point()).x > best.x) best.x++;
//              ^ SKEP3030 `last` would lead to memory of the frame that the next round of the loop uses again
        for (var one : pair.points) before = Memory.copyOf(one);
//                                  ^ SKEP3030 `before` would lead to memory of the frame that the next round of the loop uses again
        return best.x;
    }
}
