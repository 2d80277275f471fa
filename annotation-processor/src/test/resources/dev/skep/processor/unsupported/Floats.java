import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Floats {
    static double ratio;
//                ^ SKEP2002 `double` is floating point
//                  fix: count in integers, of a smaller unit where it must be
    static int count;

    @Struct
    static final class Pair {
        float left;
//            ^ SKEP2002 `float` is floating point
//              fix: count in integers, of a smaller unit where it must be
    }

    record Point(double x, double y) {}
//                      ^ SKEP2002 `double` is floating point
//                        fix: count in integers, of a smaller unit where it must be

    @Xdp
    static int literals(XdpContext context) {
        int a = (int) (count * 1.5);
//                             ^ SKEP2001 floating point cannot run in the kernel
//                               fix: count in integers, of a smaller unit where it must be
        int b = (int) 2.5f;
//                    ^ SKEP2001 floating point cannot run in the kernel
//                      fix: count in integers, of a smaller unit where it must be
        count *= 0.5;
//               ^ SKEP2001 floating point cannot run in the kernel
//                 fix: count in integers, of a smaller unit where it must be
        count += 1e3;
//               ^ SKEP2001 floating point cannot run in the kernel
//                 fix: count in integers, of a smaller unit where it must be
        return a + b;
    }

    @Xdp
    static int variables(XdpContext context) {
        double wide = count;
//             ^ SKEP2002 `double` is floating point
//               fix: count in integers, of a smaller unit where it must be
        float narrow = count;
//            ^ SKEP2002 `float` is floating point
//              fix: count in integers, of a smaller unit where it must be
        wide = wide / 2;
        var pair = new Pair();
        var point = new Point(1, 2);
        return (int) wide + (int) narrow;
    }

    @Xdp
    static int casts(XdpContext context) {
        int third = (int) ((double) count / 3);
//                          ^ SKEP2002 `double` is floating point
//                            fix: count in integers, of a smaller unit where it must be
        return (int) (float) count;
//                    ^ SKEP2002 `float` is floating point
//                      fix: count in integers, of a smaller unit where it must be
    }

    @Xdp
    static int calls(XdpContext context) {
        int root = (int) Math.sqrt(count);
//                                ^ SKEP2003 `Math.sqrt` cannot be called from the kernel
//                                  fix: count in integers, of a smaller unit where it must be
        int rounded = Math.round(count);
//                              ^ SKEP2003 `Math.round` cannot be called from the kernel
//                                fix: count in integers, of a smaller unit where it must be
        return half(count) + (int) third(count);
//                  ^ SKEP2002 `double` is floating point
//                    fix: count in integers, of a smaller unit where it must be
    }

    static int half(double number) {
//             ^ SKEP2002 `double` is floating point
//               fix: count in integers, of a smaller unit where it must be
        return (int) (number / 2);
    }

    static float third(int number) {
//               ^ SKEP2002 `float` is floating point
//                 fix: count in integers, of a smaller unit where it must be
        return number / 3f;
//                      ^ SKEP2001 floating point cannot run in the kernel
//                        fix: count in integers, of a smaller unit where it must be
    }
}
