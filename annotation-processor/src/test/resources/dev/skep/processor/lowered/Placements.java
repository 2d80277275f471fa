import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Placements {
    @Struct
    static final class Point {
        int x;
        int y;
    }

    @Struct
    static final class Path {
        @Length(3) Point[] points;
        @Length(4) @Unsigned byte[] name;
    }

    static final BpfArray<Path> paths = BpfArray.of(1);

    @Xdp
    static int program(XdpContext context) {
        var path = paths.lookup(0);
        if (path == null) return 0;
        int sum = 0;
        for (var point : path.points) sum += length(point);
        for (int letter : path.name) {
            if (letter == 0) break;
            sum = added(sum, letter);
        }
        return sum;
    }

    @Subprogram
    private static int length(Point point) {
        return point.x + point.y;
    }

    @Inline
    private static int added(int a, int b) {
        return a + b;
    }
}
