import dev.skep.lang.*;

@Bpf(license = "Proprietary")
final class OtherClasses {
    static final U64 mine = U64.of(0);

    @Xdp
    static int program(XdpContext context) {
        var point = new Helping.Point();
        int x = Helping.inline(3);
//                            ^ SKEP2028 `Helping.inline` is @Inline, and is called from another class
        int y = Helping.reference(point);
//                               ^ SKEP2028 `Helping.reference` takes a `Point`, and is called from another class
        int z = Helping.other(context);
//                           ^ SKEP2003 `Helping.other` is a program, which only the kernel calls
        int w = Helping.plain(1);
        mine.value = Helping.mine.value;
//                          ^ SKEP2028 `Helping.mine` has the name of `OtherClasses.mine`, and both are in the object
        return Shown.plain(1) + Free.plain(1);
//                        ^ SKEP3022 `Shown.plain` is under the license "Dual MIT/GPL", and this class is not
    }
}

@Bpf(license = "Dual MIT/GPL")
final class Shown {
    static final U64 mine = U64.of(0);

    static int plain(int n) {
        return n;
    }
}

@Bpf(license = "Proprietary")
final class Free {
    static int plain(int n) {
        return n;
    }

    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}

@Bpf(license = "Proprietary")
final class Helping {
    static final U64 mine = U64.of(0);

    @Struct
    static final class Point {
        int x;
    }

    @Inline
    static int inline(int n) {
        return n;
    }

    static int reference(Point point) {
        return point.x;
    }

    static int plain(int n) {
        return n;
    }

    @Xdp
    static int other(XdpContext context) {
        return 0;
    }
}
