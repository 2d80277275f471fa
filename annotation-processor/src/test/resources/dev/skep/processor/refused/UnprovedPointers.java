import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.8")
final class UnprovedPointers {
    static final int[] numbers = new int[4];

    @Struct
    static final class Room {
        Ptr<S32> number;
    }

    @Subprogram
    static long two(@Length(2) Ptr<S32> p) {
        return p.get().value + p.plus(1).get().value;
    }

    @Xdp
    static int program(XdpContext context) {
        int index = context.rxQueueIndex;
        var room = new Room();
        Ptr<S32> start = Ptr.of(numbers, 0);
        long sum = start.plus(index).get().value;
//                           ^ SKEP3035 `start.plus(index)` is not known to point to one of the elements 0 to 3
        sum += start.plus(index & 3).get().value;
        sum += two(start.plus(index & 3));
//                           ^ SKEP3035 `start.plus(index & 3)` is not known to point to one of the elements 0 to 2
        sum += two(start.plus(index & 1));
        room.number = start.plus(index & 7);
//                              ^ SKEP3035 `start.plus(index & 7)` is not known to point to one of the elements 0 to 3
        var p = start;
        while (p.get().value != 0) p = p.plus(1);
//             ^ SKEP3035 `p` is not known to point to one of the elements 0 to 3
        return (int) sum;
    }
}
