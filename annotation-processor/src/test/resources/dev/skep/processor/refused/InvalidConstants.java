import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidConstants {
    enum Twice {
        @Code(5) ONE,
        TWO,
        @Code(5) THREE
//      ^ SKEP2008 `THREE` has the code 5, as another constant has
    }

    @Struct
    interface Shape {
//  ^ SKEP2008 struct `Shape` is no class
        int SIDES = 3;
    }

    @Struct
    static final class Huge {
        @Length(500_000_000) long[] numbers;
//                                  ^ SKEP2008 `numbers` is too large: a struct has at most 256 MiB
    }

    static final double HALF = 0.5;
    static Twice twice = Twice.ONE;
    static final BpfArray<Shape> shapes = BpfArray.of(1);
    static final BpfArray<Huge> huge = BpfArray.of(1);

    @Xdp
    static int program(XdpContext context) {
        int one = (int) (float) 1;
//                       ^ SKEP2002 `float` is floating point
        if ((double) 2 > one) return 1;
//           ^ SKEP2002 `double` is floating point
        return (int) HALF;
//                   ^ SKEP2002 `double` is floating point
    }
}
