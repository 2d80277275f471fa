// -Askep.mcpu=v2
import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "MIT")
final class Assembly {
    static final BpfArray<U64> counts = BpfArray.of(4);
    static final int LIMIT = 5;
    static final String WRITTEN = "r0 = 1\nr0 = r9";
    static long seen;

    record Pair(int first, int second) {}

    @Xdp
    static int syntax(XdpContext context) {
        Kernel.asm("""
            r0 = r11
//               ^ SKEP2014 line 1, column 18: register r11 does not exist: the last is r10
            r1 = 1
              r2 == 3
//               ^ SKEP2014 line 4, column 18: expected `=`, `+=` or another assignment, not `=`
            goto nowhere
            """);
        Kernel.asm("r0 = 5; r0 = (u8)r0");
//                                   ^ SKEP2014 line 1, column 18: expected the end of the statement, not `r0`
        Kernel.asm("r0 = \t 5 5");
//                 ^ SKEP2014 line 1, column 10: expected the end of the statement, not `5`
        Kernel.asm(WRITTEN);
//                 ^ SKEP2014 line 2, column 1: `r0 = r9` uses r9, which the function around it keeps values in: assembly has r0 to r5
        Kernel.asm("");
//                 ^ SKEP2014 there is no instruction
        Kernel.asm("""
//                 ^ SKEP2014 there is no instruction
            # nothing but a remark
            """);
        Kernel.asm("""
            r0 = 0
            .byte 1
//          ^ SKEP2014 line 2, column 13: only instructions and labels can stand here
            """);
        Kernel.asm("""
            .license "GPL"
//          ^ SKEP2014 line 1, column 13: only instructions and labels can stand here
            r0 = 0
            """);
        String chosen = context.rxQueueIndex == 0 ? "r0 = 1" : "r0 = 2";
//                                                ^ SKEP2030 a `String` cannot change or be chosen at run time
        return 0;
    }

    @Xdp
    static int registers(XdpContext context) {
        Kernel.asm("""
            r6 = r1
//          ^ SKEP2014 line 1, column 13: `r6 = r1` uses r6, which the function around it keeps values in: assembly has r0 to r5
            r0 = r7
//          ^ SKEP2014 line 3, column 13: `r0 = r7` uses r7, which the function around it keeps values in: assembly has r0 to r5
            r10 = r1
//          ^ SKEP2014 line 5, column 13: `r10 = r1` uses r10, which is the frame of the function around it: pass memory as an argument
            *(u64 *)(r10 - 8) = r1
//          ^ SKEP2014 line 7, column 13: `*(u64 *)(r10 - 8) = r1` uses r10, which is the frame of the function around it: pass memory as an argument
            exit
//          ^ SKEP2014 line 9, column 13: `exit` would leave the function around it: assembly falls out of its end
            """, 1);
        long nothing = Kernel.asm("r1 += 1", 2);
//                                ^ SKEP2014 r0 is the result, and not every path puts something into it
        Kernel.asm("r1 += 1", 2);
        long onePath = Kernel.asm("""
//                                ^ SKEP2014 r0 is the result, and not every path puts something into it
            if r1 == 0 goto out
            r0 = 2
        out:
            """, 3);
        return (int) Kernel.asm("""
            r0 = r2
//          ^ SKEP2014 line 1, column 13: `r0 = r2` reads r2, and not every path puts something into it
            call bpf_ktime_get_ns
            r0 += r1
//          ^ SKEP2014 line 4, column 13: `r0 += r1` reads r1, and not every path puts something into it
            """, 4);
    }

    @Xdp
    static int flow(XdpContext context) {
        Kernel.asm("""
            goto +1
            r0 = 1
            r0 = 2
            goto +5
//          ^ SKEP2014 line 4, column 13: `goto +5` leads out of the assembly
            """);
        Kernel.asm("""
//                 ^ SKEP2014 no instruction comes to the end
        again:
            goto again
            """);
        Kernel.asm("""
            goto end
            r0 = 1
//          ^ SKEP2014 line 2, column 13: nothing leads to this instruction
        end:
            """);
        return 0;
    }

    @Xdp
    static int calls(XdpContext context) {
        Kernel.asm("call helped");
//                       ^ SKEP2014 line 1, column 6: `helped` is no helper
        Kernel.asm("""
        next:
            call next
//          ^ SKEP2014 line 2, column 13: `call pc-1` calls a function, and assembly calls helpers only
            """);
        Kernel.asm("call 9999");
//                  ^ SKEP2014 line 1, column 1: no helper has the number 9999
        Kernel.asm("callx r1", 1);
//                  ^ SKEP2014 line 1, column 1: `callx r1` leads where nobody knows
        Kernel.asm("call bpf_map_lookup_elem", counts);
//                  ^ SKEP2014 line 1, column 1: `call bpf_map_lookup_elem` reads r2, and not every path puts something into it
        Kernel.asm("""
            r0 = 1
            call bpf_get_current_task
//          ^ SKEP3022 `bpf_get_current_task` is for the GPL only, and the license is "MIT"
            """);
        Kernel.asm("call bpf_skb_load_bytes", context, 0, seen, 4);
//                  ^ SKEP3023 `bpf_skb_load_bytes` is not for programs of type `BPF_PROG_TYPE_XDP`
        Kernel.asm("""
            r1 = 0
            r2 = 0
            call bpf_trace_printk
//          ^ SKEP3022 `bpf_trace_printk` is for the GPL only, and the license is "MIT"
            """);
        Kernel.asm("call bpf_ktime_get_tai_ns");
//                  ^ SKEP3016 `bpf_ktime_get_tai_ns` needs kernel 6.1, the object must load on 5.10
        return 0;
    }

    @Xdp
    static int names(XdpContext context) {
        Kernel.asm("r0 = counts ll; r0 = seen ll; r0 = seen + 4 ll");
        Kernel.asm("""
            r0 = LIMIT ll
//               ^ SKEP2014 line 1, column 18: there is no map and no global variable `LIMIT`
            r0 = seen + 8 ll
//               ^ SKEP2014 line 3, column 18: there is no byte 8 of a global variable `seen`
            """);
        Kernel.asm("r0 = map[fd:5]");
//                  ^ SKEP2014 line 1, column 1: `r0 = map[fd:5]` is what a loader makes of a name: write the name
        return 0;
    }

    @Xdp
    static int levels(XdpContext context) {
        Kernel.asm("""
            r0 = 7
            w0 += 1
//          ^ SKEP3024 instruction `add32` needs level v3 of the instruction set, the object is made for v2
            if w0 > 3 goto out
        out:
            """);
        Kernel.asm("r0 = (s8)r1", 5);
//                  ^ SKEP3016 instruction `movsx` needs kernel 6.6, the object must load on 5.10
        return 0;
    }

    @Xdp
    static int arguments(XdpContext context) {
        Kernel.asm("r0 = 1", 1, 2, 3, 4, 5, 6);
//                                          ^ SKEP2014 6 arguments, and registers for 5
        Kernel.asm("r0 = 1", new Pair(1, 2));
//                           ^ SKEP2003 a `Pair` cannot be handed to assembly
        Kernel.asm("r0 = 1", "text");
//                           ^ SKEP2003 a `String` cannot be handed to assembly
        Kernel.asm("r0 = 1", context.packet());
//                                         ^ SKEP2003 a `Packet` cannot be handed to assembly
        return 0;
    }
}
