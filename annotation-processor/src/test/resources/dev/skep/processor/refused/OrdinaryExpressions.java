import dev.skep.lang.*;
import java.util.function.IntUnaryOperator;

@Bpf(license = "GPL")
final class OrdinaryExpressions {
    enum Color {
        RED,
        GREEN
    }

    record Pair(int left, int right) {}

    static int count;

    @Xdp
    static int enums(XdpContext context) {
        var color = count > 0 ? Color.RED : Color.GREEN;
        if (color.name() == null) return 1;
//                    ^ SKEP2003 `Enum.name` cannot be called from the kernel
        for (Color each : Color.values()) count++;
//                                    ^ SKEP2003 `Color.values` cannot be called from the kernel
        return color.compareTo(Color.RED);
//                            ^ SKEP2003 `Enum.compareTo` cannot be called from the kernel
    }

    @Xdp
    static int records(XdpContext context) {
        var pair = new Pair(1, 2);
        if (pair.equals(new Pair(1, 2))) return 1;
        if (pair == new Pair(1, 2)) return 2;
//               ^ SKEP2001 `pair == new Pair(1, 2)` asks where records are kept, and they are values
        pair = null;
//      ^ SKEP2001 `null` is no record here
        return pair.left();
    }

    @Xdp
    static int functions(XdpContext context) {
        IntUnaryOperator twice = x -> 2 * x;
//                               ^ SKEP2001 a lambda cannot run in the kernel
        IntUnaryOperator same = IntUnaryOperator.identity();
//                                                       ^ SKEP2003 `IntUnaryOperator.identity` cannot be called from the kernel
        return twice.applyAsInt(count);
//                             ^ SKEP2003 `IntUnaryOperator.applyAsInt` cannot be called from the kernel
    }

    @Xdp
    static int library(XdpContext context) {
        System.out.println(count);
//                        ^ SKEP2003 `PrintStream.println` cannot be called from the kernel
        Thread.yield();
//                  ^ SKEP2003 `Thread.yield` cannot be called from the kernel
        int random = (int) (Math.random() * 6);
//                                     ^ SKEP2003 `Math.random` cannot be called from the kernel
        return Math.floorMod(count, 3) + Integer.toString(count).hashCode() + Character.getNumericValue('a');
//                          ^ SKEP2003 `Math.floorMod` cannot be called from the kernel
    }

    @Xdp
    static int resources(XdpContext context) {
        try {
            count++;
        } finally {
//                ^ SKEP2001 `finally` cannot run in the kernel
            count--;
        }
        try (var reader = new java.io.StringReader("text")) {
//                        ^ SKEP2002 `java.io.StringReader` is no type that BPF programs know
            count++;
        }
        return 0;
    }
}
