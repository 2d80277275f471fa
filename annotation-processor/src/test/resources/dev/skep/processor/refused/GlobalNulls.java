import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class GlobalNulls {
    @interface Nullable {}

    @Struct
    static final class Point {
        int x;
    }

    @Global
    static int untested(@Nullable Point point) {
        return point.x;
//             ^ SKEP3002 `point` may be null here: parameter `point` is declared so
    }

    @Xdp
    static int caller(XdpContext context) {
        return untested(null);
    }
}
