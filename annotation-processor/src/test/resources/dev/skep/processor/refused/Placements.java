import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Placements {
    record Pair(int left, int right) {}

    @Struct
    static final class Point {
        int x;
    }

    static final BpfArray<Point> points = BpfArray.of(1);

    @Xdp
    static int program(XdpContext context) {
        var point = points.lookup(0);
        if (point == null) return other(context);
//                                     ^ SKEP2003 `other` is a program, which only the kernel calls
        int endless = factorial(3);
        int mutual = ping(3);
        int pair = pair(context.packet());
//                     ^ SKEP2003 @Subprogram `pair` takes a `Packet`
        int full = full(1, 2, 3, 4, new Pair(1, 2)).left();
//                     ^ SKEP2003 @Subprogram `full` takes 5 parameters and returns a record, at most 5 reach a function
        int many = many(1, 2, 3, 4, 5, 6);
//                     ^ SKEP2003 @Subprogram `many` takes 6 parameters, at most 5 reach a function
        int nothing = moved(null);
//                          ^ SKEP3002 a function of its own takes no `null`
        return same(point).x;
//                 ^ SKEP2003 @Subprogram `same` returns a `Point`
    }

    @Inline
    @Xdp
    static int other(XdpContext context) {
//             ^ SKEP2005 program `other` is @Inline
        return 0;
    }

    @Subprogram
    @SocketFilter
    static int third(SkBuff context) {
//             ^ SKEP2005 program `third` is @Subprogram
        return 0;
    }

    @Inline
    @Subprogram
    private static int both(int n) {
//                     ^ SKEP2003 `both` is both @Inline and @Subprogram
        return n;
    }

    @Inline
    private static int factorial(int n) {
        return n == 0 ? 1 : n * factorial(n - 1);
//                                       ^ SKEP2004 `factorial` calls itself
    }

    @Inline
    private static int ping(int n) {
        return n == 0 ? 1 : pong(n - 1);
//                              ^ SKEP2004 `pong` calls itself
    }

    private static int pong(int n) {
        return n == 0 ? 0 : ping(n - 1);
    }

    @Subprogram
    private static int pair(Packet packet) {
        return 0;
    }

    @Subprogram
    private static Pair full(int a, int b, int c, int d, Pair pair) {
        return pair;
    }

    @Subprogram
    private static Point same(Point point) {
        return point;
    }

    @Subprogram
    private static int many(int a, int b, int c, int d, int e, int f) {
        return a;
    }

    @Subprogram
    private static int moved(Point point) {
        return ++point.x;
    }
}
