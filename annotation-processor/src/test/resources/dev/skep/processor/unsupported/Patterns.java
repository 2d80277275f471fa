// since 21
import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Patterns {
    sealed interface Shape permits Circle, Square {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    enum Color {
        RED,
        GREEN
    }

    static int count;

    @Xdp
    static int patterns(XdpContext context) {
        Shape shape = new Circle(3);
//            ^ SKEP2002 `Patterns.Shape` is no type that BPF programs know
//              fix: use an integer, a @Struct class, a record of integers or a cell
        if (shape instanceof Circle circle) return circle.radius();
//                ^ SKEP2001 `instanceof` cannot run in the kernel
//                  fix: memory has one type here: drop the test
        if (shape instanceof Square(int side)) return side;
//                ^ SKEP2001 `instanceof` cannot run in the kernel
//                  fix: memory has one type here: drop the test
        return switch (shape) {
            case Circle circle -> circle.radius();
//               ^ SKEP2001 `Circle circle` cannot run in the kernel
//                 fix: write it with integers, structs, records, maps and plain control flow
            case Square(int side) when side > 3 -> side;
//               ^ SKEP2001 `Square(int side)` cannot run in the kernel
//                 fix: write it with integers, structs, records, maps and plain control flow
            case Square square -> 3;
//               ^ SKEP2001 `Square square` cannot run in the kernel
//                 fix: write it with integers, structs, records, maps and plain control flow
        };
    }

    @Xdp
    static int labels(XdpContext context) {
        var color = count > 0 ? Color.RED : Color.GREEN;
        int number = switch (color) {
            case Color.RED -> 1;
            case null, default -> 2;
//               ^ SKEP2001 `case null` never fits: numbers and enums are never null
//                 fix: leave it out
        };
        switch (color) {
            case null:
//               ^ SKEP2001 `case null` never fits: numbers and enums are never null
//                 fix: leave it out
                return 3;
            case RED:
                return 4;
            case GREEN:
                count = number;
        }
        return 5;
    }
}
