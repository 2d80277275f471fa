import dev.skep.lang.*;
import java.util.List;

@Bpf(license = "GPL")
final class UnsupportedTypes {
    @Struct
    static final class Measure {
        double value;
//             ^ SKEP2002 `double` is floating point
    }

    @Struct
    static final class Text {
        String text;
//             ^ SKEP2002 `String` cannot lie in memory
    }

    static final BpfArray<Measure> measures = BpfArray.of(1);
    static final BpfArray<Text> texts = BpfArray.of(1);
    static final BpfArray<List<Integer>> lists = BpfArray.of(1);
//                                       ^ SKEP2002 `java.util.List<java.lang.Integer>` is no type that BPF programs know

    @Xdp
    static int program(XdpContext context) {
        Integer boxed = 1;
//              ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        int number = 1;
        long wide = (long) (number + (float) number);
//                                    ^ SKEP2002 `float` is floating point
        return 0;
    }
}
