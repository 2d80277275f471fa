import dev.skep.lang.*;
import java.util.List;

@Bpf(license = "GPL")
final class Loops {
    @Struct
    static final class Point {
        int x;
    }

    @Struct
    static final class Data {
        @Length(4) @Unsigned int[] words;
        @Length(2) Point[] points;
    }

    static final Data data = new Data();
    static final List<Integer> numbers = List.of(1, 2);
//                             ^ SKEP2002 `java.util.List<java.lang.Integer>` is no type that BPF programs know

    @Xdp
    static int program(XdpContext context) {
        int sum = 0;
        for (Integer number : data.words) sum++;
//                   ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        for (float number : data.words) sum++;
//                 ^ SKEP2002 `float` is floating point
        for (int number : numbers) sum++;
        for (int number : new int[] {1, 2}) sum++;
        for (@Unsigned int number : data.words) sum += number < sum ? 1 : 0;
//                                                            ^ warning SKEP3011 `sum` is `int`, but is taken as `@Unsigned int` here
        return sum;
    }
}
