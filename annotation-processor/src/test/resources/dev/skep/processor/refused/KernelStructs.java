import dev.skep.lang.*;

final class KernelStructs {
    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task realParent;
        @Length(4) int[] numbers;
        @Bits(3) int bits;
        @Embedded Nameless nameless;
    }

    @KernelType("itself")
    static final class Itself {
//               ^ SKEP2008 `Itself` contains itself
        @Embedded Itself inner;
    }

    @KernelType("")
    static final class Nameless {
        int inner;
    }

    @KernelType("sock")
    static final class Sock {
        int family;
    }

    enum Color { RED, GREEN }

    @Bpf(license = "GPL")
    static final class Uses {
        @RawTracepoint("sched_switch")
        static int program(RawTracepointContext context) {
            int number = (int) context.arg(0);
            Color color = number > 0 ? Color.RED : Color.GREEN;
            var task = context.arg(number, Task.class);
//                                 ^ SKEP2003 `number` is no constant
            var other = context.arg(12, Task.class);
//                                  ^ SKEP3012 argument 12 of a tracepoint, which has at most 12
            var numbers = context.arg(1, Uses.class);
//                                           ^ SKEP2002 `KernelStructs.Uses` is no type that BPF programs know
            var sock = Kernel.currentTask(Sock.class);
//                                            ^ SKEP2003 `Sock` stands for `sock`, and this is a `task_struct`
            var known = context.arg(1, Task.class);
            known.pid = 1;
//               ^ SKEP2032 `known.pid` is memory of the kernel, and this is no program of a @StructOps class
            int wrong = known.numbers[4] + known.numbers[number];
//                                    ^ SKEP3012 index 4 of `known.numbers`, which has 4 elements
            var whole = known.numbers;
//                           ^ SKEP2001 `known.numbers` is read by its elements only
//                             fix: write an index behind it, or copy it: System.arraycopy(known.numbers, 0, copy, 0, copy.length)
            var copy = new int[3];
            System.arraycopy(known.numbers, 2, copy, 0, 3);
//                                          ^ SKEP3012 3 elements from index 2 of `known.numbers`, which has 4
            System.arraycopy(known.numbers, 0, new long[4], 0, 4);
//                          ^ SKEP2003 a `int[]` is not copied into a `long[4]`
            var asSock = Core.as(known, Sock.class);
//                                          ^ SKEP2003 `Sock` stands for `sock`, and this is a `task_struct`
//                                            fix: name a class of the same struct; another one that lies there is seen by Ptr.to(known).as(Sock.class).get()
            long itself_ = Core.addressOf(known);
//                                        ^ SKEP2003 `known` names no field of a struct of the kernel
//                                          fix: write Ptr.to(known).address(), which is where it leads to
            var asTask = Core.as(context, Task.class);
//                               ^ SKEP2003 `context` is no struct of the kernel
            var ofNumber = Core.as(number, Task.class);
//                                 ^ SKEP2003 `number` is no reference to memory here
            boolean local = Core.exists(number);
//                                      ^ SKEP2003 `number` names no field of a struct of the kernel
            int size = Core.sizeOf(Uses.class);
//                                     ^ SKEP2002 `KernelStructs.Uses` is no type that BPF programs know
            long value = Core.valueOf(color);
//                                    ^ SKEP2003 `color` names no enumerator
            long address = Core.addressOf(known.bits);
//                                             ^ SKEP2001 `known.bits` is a bit-field, which has no address
            int length = known.numbers.length + known.nameless.inner;
            var alone = known.nameless;
            int lost = alone.inner;
//                     ^ SKEP2001 `Nameless` has no name that a loader could look for
            var itself = context.arg(1, Itself.class);
            var direct = Kernel.currentTaskBtf(Task.class);
//                                            ^ SKEP3016 `bpf_get_current_task_btf` needs kernel 5.11, the object must load on 5.10
            return 0;
        }

        @RawTracepoint("sched_wakeup")
        static int described(Task context) {
//                                ^ SKEP2005 program `described` takes a `KernelStructs.Task`, need `dev.skep.lang.RawTracepointContext`
            return 0;
        }
    }

    @Bpf(license = "GPL")
    static final class Declares {
        @KernelType("narrow")
        static final class Narrow {
            @Address int pointer;
//                       ^ SKEP2008 field `pointer` is a `int`, and an address is a `long`
        }

        @KernelType("unbounded")
        static final class Unbounded {
            byte[] comm;
//                 ^ SKEP2008 array `comm` has no @Length
        }

        @KernelType("single")
        static final class Single {
            @Length(2) byte single;
//                          ^ SKEP2008 field `single` has a @Length but is no array
        }

        @KernelType("cells")
        static final class Cells {
            U64 cell;
//              ^ SKEP2008 field `cell` is a `dev.skep.lang.U64`, not an integer, an enum, an array of those, a @KernelType class or a Ptr
        }

        @KernelType("too_many")
        static final class TooMany {
            @Bits(9) byte many;
//                        ^ SKEP2008 `many` has 9 bits of 8
        }

        @KernelType("not_embedded")
        static final class NotEmbedded {
            @Embedded int number;
//                        ^ SKEP2008 field `number` is a `int`, and only a @KernelType class is embedded
        }

        @Struct
        @Name("mm_struct")
        static final class Memory {
            int users;
        }

        @KernelType("mm_struct")
        static final class KernelMemory {
//                   ^ SKEP2008 `KernelStructs.Declares.KernelMemory` has the same name as `KernelStructs.Declares.Memory`
            int users;
        }

        static final BpfArray<Memory> memories = BpfArray.of(1);

        @RawTracepoint("sched_switch")
        static int program(RawTracepointContext context) {
            context.arg(0, KernelMemory.class);
            context.arg(0, Narrow.class);
            context.arg(0, Unbounded.class);
            context.arg(0, Single.class);
            context.arg(0, Cells.class);
            context.arg(0, TooMany.class);
            context.arg(0, NotEmbedded.class);
            return 0;
        }
    }
}
