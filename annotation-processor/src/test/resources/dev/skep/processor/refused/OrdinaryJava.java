import dev.skep.lang.*;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

@Bpf(license = "GPL")
final class OrdinaryJava {
    interface Shape {
        int area();
    }

    static final class Square implements Shape {
        int side;

        public int area() {
            return side * side;
        }
    }

    static int length;

    @Xdp
    static int objects(XdpContext context) {
        var list = new ArrayList<Integer>();
//                 ^ SKEP2002 `java.util.ArrayList<java.lang.Integer>` is no type that BPF programs know
        var square = new Square();
//                   ^ SKEP2002 `OrdinaryJava.Square` is no type that BPF programs know
        Shape shape = null;
//            ^ SKEP2002 `OrdinaryJava.Shape` is no type that BPF programs know
        Object anything = new Object();
//                        ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
        return length;
    }

    @Xdp
    static int anonymous(XdpContext context) {
        Shape shape = new Shape() {
//                    ^ SKEP2002 `<anonymous OrdinaryJava.Shape>` is no type that BPF programs know
//                                ^ SKEP2001 a local class cannot run in the kernel
            public int area() {
                return 1;
            }
        };
        return shape.area();
//                       ^ SKEP2003 `Shape.area` cannot be called from the kernel
    }

    @Xdp
    static int texts(XdpContext context) {
        String text = "queue " + length;
//                             ^ SKEP2030 `"queue " + length` joins text at run time
        if (text.equals("queue 0")) return 1;
//                     ^ SKEP2003 `String.equals` cannot be called from the kernel
        switch ("xdp") {
//             ^ SKEP2030 `switch` compares text
            case "xdp":
                return 2;
            default:
                return 3;
        }
    }

    @Xdp
    static int boxes(XdpContext context) {
        Integer boxed = length;
//              ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        Long wide = 3L;
//           ^ SKEP2002 `java.lang.Long` is no type that BPF programs know
        var chosen = length > 0 ? 1 : null;
//                              ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        Object number = length > 0 ? 1 : 2L;
//             ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
        int unboxed = Integer.valueOf(3);
//                                   ^ SKEP2003 `Integer.valueOf` cannot be called from the kernel
        return Integer.parseInt("3") + "abc".length();
//                             ^ SKEP2003 `Integer.parseInt` cannot be called from the kernel
    }

    @Xdp
    static int collections(XdpContext context) {
        int sum = IntStream.range(0, 3).sum();
//                                         ^ SKEP2003 `IntStream.sum` cannot be called from the kernel
        for (Integer each : List.of(1, 2)) sum += each;
//                                 ^ SKEP2003 `List.of` cannot be called from the kernel
        return sum;
    }

    @Xdp
    static int reflection(XdpContext context) {
        Class<?> type = OrdinaryJava.class;
//                                  ^ SKEP2002 `java.lang.Class<OrdinaryJava>` is no type that BPF programs know
        try {
            type.getMethod("reflection");
//                        ^ SKEP2003 `Class.getMethod` cannot be called from the kernel
        } catch (NoSuchMethodException e) {
//        ^ SKEP2001 `catch` cannot run in the kernel
            return 1;
        }
        return 2;
    }

    @Xdp
    static int arrays(XdpContext context) {
        int[] numbers = new int[length];
//                              ^ SKEP2007 `length` is no constant, and the array must have room somewhere
        int[] none = null;
//                   ^ SKEP2001 an array is never null here: it lies in place, and its length is known
        int[][] table = new int[2][];
//                      ^ SKEP2002 the rows of this array have no length
        return numbers.length;
    }

    @Xdp
    static int floats(XdpContext context) {
        double half = length / 2.0;
//                             ^ SKEP2001 floating point cannot run in the kernel
        float third = length / 3f;
//                             ^ SKEP2001 floating point cannot run in the kernel
        length *= 1.5;
//                ^ SKEP2001 floating point cannot run in the kernel
        return (int) (half + third) + (int) Math.sqrt(length) + Math.round(2.5f);
//                                                                         ^ SKEP2001 floating point cannot run in the kernel
    }

    @Xdp
    static int arguments(XdpContext context) {
        return sum(1, 2, 3) + first(1, 2);
//                ^ SKEP2003 `sum` takes any number of arguments
    }

    private static int sum(int... numbers) {
        return numbers.length;
    }

    private static <T> int first(T one, T other) {
//                         ^ SKEP2001 a generic method cannot run in the kernel
//                         ^ SKEP2002 `T` is no type that BPF programs know
        return 1;
    }
}
