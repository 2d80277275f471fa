import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.8")
final class Pointers {
    @Struct
    static final class Node {
        long value;
        Ptr<Node> next;
    }

    @Struct
    static final class Wide {
        long a;
        long b;
    }

    record Key(int id) {}

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    static final int[] numbers = new int[4];
    static final @Unsigned int[] unsigned = new int[4];
    static final int[] TABLE = {1, 2, 3};
    static final BpfArray<Node> nodes = BpfArray.of(1);
    static final BpfArray<Ptr<Node>> pointers = BpfArray.of(1);
//                                   ^ SKEP3034 a `Ptr<Node>` in a map is forgotten by the verifier
    static Ptr<Node> global;
//                   ^ SKEP3034 `global` is a `Ptr<Node>` in a global variable

    @Subprogram
    static long two(@Length(2) Ptr<S32> p) {
        return p.get().value + p.plus(1).get().value;
    }

    @Subprogram
    static Ptr<Node> returned(Ptr<Node> p) {
        return p;
    }

    static int misplaced(@Length(2) int number) {
//                                      ^ SKEP2003 @Length of `number` says nothing about a `int`
        return number;
    }

    @Xdp
    static int fields(XdpContext context) {
        var node = new Node();
        Ptr<Node> p = Ptr.to(node);
        var found = nodes.lookup(0);
        if (found == null) return 0;
        found.next = p;
//           ^ SKEP3034 `p` points to stack memory, and `found.next` is not known to be in the frame of this function
        found.next = Ptr.at(4096);
        found.next = null;
        long value = found.next.get().value;
//                        ^ SKEP3033 `found.next` is an address, and nothing is known of what is there
        long other = node.next.get().value;
//                       ^ SKEP3033 `node.next` is an address, and nothing is known of what is there
        long number = found.next.address();
        var copy = Memory.copyOf(node);
//                               ^ SKEP2003 a `Node` holds pointers, and nobody would know any more where they lead
        var view = Memory.as(node, Wide.class);
//                           ^ SKEP2003 a `Node` holds pointers, and nobody would know any more where they lead
        return (int) number;
    }

    @Xdp
    static int elements(XdpContext context) {
        int index = context.rxQueueIndex;
        Ptr<S32> start = Ptr.of(numbers, 0);
        long s1 = start.plus(4).get().value;
//                          ^ SKEP3012 `start.plus(4)` points to element 4 of 4
        long s2 = start.minus(1).get().value;
//                           ^ SKEP3012 `start.minus(1)` points to element -1 of 4
        long s3 = start.as(Wide.class).plus(1).get().a;
//                                         ^ SKEP3012 `start.as(Wide.class).plus(1)` points to element 1 of 1
        long s4 = start.plus(3).as(S64.class).get().value;
//                                    ^ SKEP3012 `S64` has 8 bytes, and only 4 are known to be at `start.plus(3)`
        long s5 = two(start.plus(3));
//                              ^ SKEP3012 `start.plus(3)` must point to 2 elements, and there are 4, of which it points to number 3
        Ptr<S32> wrong = Ptr.of(unsigned, 0);
//                             ^ SKEP2003 this is a `Ptr<S32>`, and the elements of `unsigned` are `@Unsigned int`
        Ptr<Key> key = Ptr.to(new Key(1));
//                            ^ SKEP2003 `new Key(1)` is a value, and lies nowhere
        Ptr.of(TABLE, 0).plus(1);
//            ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
        Ptr<S32> constant = Ptr.of(TABLE, 1);
        constant.get().value = 1;
//                  ^ SKEP2022 `constant.get()` is constant
        var moving = constant;
        moving = moving.plus(1);
        moving.get().value = 2;
//                ^ SKEP2022 `moving.get()` is constant
        var chosen = index == 0 ? start : constant;
        chosen.get().value = 3;
//                ^ SKEP2022 `chosen.get()` is constant
        return 2;
    }

    @Tc
    static int contexts(SkBuff context) {
        Ptr<U32> marks = Ptr.of(context.cb, 0);
//                                     ^ SKEP3047 `context.cb` lies in a context, into which nothing points
        Ptr<U32> mark = Ptr.to(context.mark);
//                                    ^ SKEP3047 `context.mark` lies in a context, into which nothing points
        return 0;
    }

    @Xdp
    static int different(XdpContext context) {
        Ptr<S32> start = Ptr.of(numbers, 0);
        var other = new int[4];
        long away = context.rxQueueIndex;
        long wrong = Ptr.<S32>of(other, 1).minus(start);
//                                              ^ SKEP3032 `Ptr.<S32>of(other, 1)` and `start` may point into different objects
        Ptr<Task> task = Ptr.at(away);
        task = task.plus(1);
//                      ^ SKEP2003 how many bytes a `Task` has is known to the kernel that runs only
        Ptr<S32> none = Ptr.at(4096);
        long s6 = two(none);
//                    ^ SKEP3033 `none` is an address, and nothing is known of what is there
        returned(Ptr.to(new Node()));
//              ^ SKEP2003 @Subprogram `returned` returns a `Ptr<Node>`
        misplaced(1);
        start.set(S32.of((short) 1));
//               ^ SKEP2003 a `S32` is set by its parts
        return (int) away;
    }
}
