import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class GlobalFunctions {
    @interface Nullable {}

    record Pair(int left, int right) {}

    @Struct
    static final class Point {
        int x;
    }

    @Global
    static void nothing(int a) {}
//         ^ SKEP2027 a @Global function returns nothing

    @Global
    static int pair(Pair pair) {
//             ^ SKEP2027 a @Global function takes a `Pair`
        return pair.left();
    }

    @Global
    static int many(int a, int b, int c, int d, int e, int f) {
//             ^ SKEP2027 a @Global function takes 6 parameters, at most 5 reach a function
        return a;
    }

    @Global
    static int never(Point point) {
//                         ^ SKEP3016 a @Global function that takes a reference which is never null needs kernel 6.8, the object must load on 6.1
        return point.x;
    }

    @Global
    static int context(TracepointContext context) {
//                                       ^ SKEP3016 a @Global function that takes a `TracepointContext` needs kernel 6.8, the object must load on 6.1
        return 0;
    }

    @Global
    @Inline
    static int both(int a) {
//             ^ SKEP2003 `both` is both @Global and @Inline
        return a;
    }

    @Global
    @Xdp
    static int program(XdpContext context) {
//             ^ SKEP2005 program `program` is @Global
        return 0;
    }

    @Xdp
    static int caller(XdpContext context) {
        return never(null);
//                   ^ SKEP3002 a function of its own takes no `null`
    }

    @Xdp
    static int other(XdpContext context) {
        return pair(new Pair(1, 2));
//                 ^ SKEP2003 @Global `pair` takes a `Pair`
    }
}
