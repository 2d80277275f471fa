import dev.skep.lang.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

@Bpf(license = "GPL")
final class Boxes {
    static int count;
    static Integer kept = 3;
//                 ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
//                   fix: write `int`, which is never null
    static final List<Integer> numbers = List.of(1, 2, 3);
//                             ^ SKEP2002 `java.util.List<java.lang.Integer>` is no type that BPF programs know
//                               fix: use an array of constant length, or a map of dev.skep.lang

    @Xdp
    static int boxed(XdpContext context) {
        Integer one = count;
//              ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
//                fix: write `int`, which is never null
        Long two = 2L;
//           ^ SKEP2002 `java.lang.Long` is no type that BPF programs know
//             fix: write `long`, which is never null
        Boolean three = count > 0;
//              ^ SKEP2002 `java.lang.Boolean` is no type that BPF programs know
//                fix: write `boolean`, which is never null
        Character four = 'c';
//                ^ SKEP2002 `java.lang.Character` is no type that BPF programs know
//                  fix: write `char`, which is never null
        int back = one;
        int made = Integer.valueOf(4);
//                                ^ SKEP2003 `Integer.valueOf` cannot be called from the kernel
//                                  fix: leave it out: numbers are not kept in objects
        int half = two.intValue();
//                             ^ SKEP2003 `Long.intValue` cannot be called from the kernel
//                               fix: write it with operators, in a static method of this class
        return back + one;
    }

    @Xdp
    static int collected(XdpContext context) {
        var list = new ArrayList<Integer>();
//                 ^ SKEP2002 `java.util.ArrayList<java.lang.Integer>` is no type that BPF programs know
//                   fix: use an array of constant length, or a map of dev.skep.lang
        list.add(count);
//              ^ SKEP2003 `ArrayList.add` cannot be called from the kernel
//                fix: use an array of constant length and a loop, or a map of dev.skep.lang
        for (int each : list) count += each;
        for (int each : numbers) count += each;
        var map = Map.of("a", 1);
//                      ^ SKEP2003 `Map.of` cannot be called from the kernel
//                        fix: use an array of constant length and a loop, or a map of dev.skep.lang
        int first = list.get(0);
//                          ^ SKEP2003 `ArrayList.get` cannot be called from the kernel
//                            fix: use an array of constant length and a loop, or a map of dev.skep.lang
        return map.size();
//                     ^ SKEP2003 `Map.size` cannot be called from the kernel
//                       fix: use an array of constant length and a loop, or a map of dev.skep.lang
    }

    @Xdp
    static int streamed(XdpContext context) {
        int sum = IntStream.range(0, 3).map(n -> n * 2).sum();
//                                                         ^ SKEP2003 `IntStream.sum` cannot be called from the kernel
//                                                           fix: use an array of constant length and a loop, or a map of dev.skep.lang
        list().forEach(each -> count += each);
//                    ^ SKEP2003 `Iterable.forEach` cannot be called from the kernel
//                      fix: use an array of constant length and a loop, or a map of dev.skep.lang
        return list().stream().mapToInt(Integer::intValue).sum();
//                                                            ^ SKEP2003 `IntStream.sum` cannot be called from the kernel
//                                                              fix: use an array of constant length and a loop, or a map of dev.skep.lang
    }

    static List<Integer> list() {
//                       ^ SKEP2002 `java.util.List<java.lang.Integer>` is no type that BPF programs know
//                         fix: use an array of constant length, or a map of dev.skep.lang
        return List.of();
    }

    @Xdp
    static int optional(XdpContext context) {
        return Optional.of(count).orElse(3);
//                                      ^ SKEP2003 `Optional.orElse` cannot be called from the kernel
//                                        fix: use an array of constant length and a loop, or a map of dev.skep.lang
    }
}
