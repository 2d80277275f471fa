package dev.skep.dsl.tests;

import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.compiler.Options;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.License;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.net.EthHdr;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong calls of helpers: each is an exception with this message, thrown at the user's line. */
class HelperMisuseTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U16> KIND = EVENT.field("kind", U16);
    private static final HashMapDef<U32, U64> MAP = hashMap("map", U32, U64).maxEntries(1);
    private static final RingBufferDef RING = ringBuffer("ring", EVENT).bytes(4096);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAProgram() {
        return Stream.of(
            row("of another type",           "`bpf_skb_vlan_pop` is not for programs of type `BPF_PROG_TYPE_XDP`",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.SKB_VLAN_POP, p.context())); p.return_(PASS); }),
            definition("on an older kernel", "`bpf_ktime_get_tai_ns` needs kernel 6.1, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.call(Helper.KTIME_GET_TAI_NS)))),
            definition("of another license", "`bpf_probe_read_kernel` is for the GPL only, and the license is \"MIT\"",
                () -> Units.of(o -> o.license(new License("MIT")).program("test", rawTracepoint("sched_switch"), p -> p.probeReadKernel(p.local(bytes(8)), u64(8))))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnArgument() {
        return Stream.of(
            row("too few",                   "`bpf_redirect` takes 2 arguments (__u32 ifindex, __u64 flags), not 1",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.REDIRECT, 1)); p.return_(PASS); }),
            row("too wide a number",         "`bpf_redirect` takes `__u32 ifindex`, and a u64 is wider; convert it with to(…)",
                (p, guilty) -> { var wide = p.ktimeGetNs(); guilty.at(() -> p.call(Helper.REDIRECT, wide, 0)); p.return_(PASS); }),
            row("too large a literal",       "4294967296 does not fit in `__u32 ifindex` of `bpf_redirect`",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.REDIRECT, 1L << 32, 0)); p.return_(PASS); }),
            row("no map",                    "`bpf_map_delete_elem` takes `void *map` (a map), not 3",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.MAP_DELETE_ELEM, 3, 1)); p.return_(PASS); }),
            row("key of another type",       "2 bytes where 4 are wanted, in `test`",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> p.call(Helper.MAP_DELETE_ELEM, MAP, event)); p.return_(PASS); }),
            row("no context",                "`bpf_xdp_adjust_head` takes `struct xdp_md *xdp_md` (the context), not a Struct",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> p.call(Helper.XDP_ADJUST_HEAD, event, 0)); p.return_(PASS); }),
            row("no memory",                 "`bpf_get_current_comm` takes `void *buf` (memory), not 5",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.GET_CURRENT_COMM, 5, 16)); p.return_(PASS); }),
            row("more bytes than there are", "`bpf_get_current_comm` is given 16 bytes as `__u32 size_of_buf`, and the memory has 2",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> p.call(Helper.GET_CURRENT_COMM, event, 16)); p.return_(PASS); }),
            row("a packet to write to",      "this helper does not write to packets; let it write to p.local(…) and copy",
                (p, guilty) -> { p.packet().next(EthHdr.TYPE).ifPresent(eth -> guilty.at(() -> p.call(Helper.GET_CURRENT_COMM, eth, 14))); p.return_(PASS); }),
            row("a dynptr",                  "`bpf_dynptr_data` takes `const struct bpf_dynptr *ptr` (what BTF must show in memory, which the fluent API cannot have yet), not 0",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.DYNPTR_DATA, 0, 0, 0)); p.return_(PASS); }),
            row("a method of its own",       "`bpf_ringbuf_reserve` is called by p.reserve(…)",
                (p, guilty) -> { guilty.at(() -> p.call(Helper.RINGBUF_RESERVE, RING, 8, 0)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAFunctionOfTheKernel() {
        return Stream.of(
            kfunc("that is none",            "`bpf_none` is no function that programs may call",                    "bpf_none"),
            kfunc("with too few arguments",  "`bpf_strlen` takes 1 arguments, not 0",                               "bpf_strlen"),
            kfunc("with a number as memory", "`bpf_strlen` takes no 5 as `s__ign`",                                 "bpf_strlen", 5),
            kfunc("of other programs",       "`bpf_cpumask_weight` is not for programs of type `BPF_PROG_TYPE_XDP` but for those of [TRACEPOINT, PERF_EVENT, TRACING, STRUCT_OPS, LSM, SYSCALL]", "bpf_cpumask_weight", 5),
            kfunc("that returns a pointer",  "`bpf_cgroup_from_id` returns no s32",                                 "bpf_cgroup_from_id", 5));
    }

    private static DynamicTest kfunc(String name, String message, String kfunc, Object... arguments) {
        return DynamicTest.dynamicTest(name, () -> assertThatThrownBy(() -> Units.of(o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 18)))
                .program("test", xdp(), p -> p.callKfunc(S32, kfunc, arguments)))).hasMessage(message));
    }

    @TestFactory
    Stream<DynamicTest> refusesAQuestion() {
        return Stream.of(
            row("of another sign",           "`bpf_redirect` returns `long`",
                (p, guilty) -> { var result = p.call(Helper.REDIRECT, 1, 0); guilty.at(() -> result.u64()); p.return_(PASS); }),
            row("for a socket",              "`bpf_redirect` returns no reference to a socket",
                (p, guilty) -> { var result = p.call(Helper.REDIRECT, 1, 0); guilty.at(() -> result.socket()); p.return_(PASS); }),
            row("for another value",         "map `map` does not have values of u32",
                (p, guilty) -> { var result = p.call(Helper.MAP_LOOKUP_ELEM, MAP, 1); guilty.at(() -> result.value(U32)); p.return_(PASS); }),
            definition("that nobody asks",   "socket of LINE is still held at this return; call release() before",
                () -> Units.of(o -> o.license(GPL).program("test", tc(), p -> { p.call(Helper.SK_LOOKUP_TCP, p.context(), p.local(bytes(12)), 12, 0, 0); p.return_(TcAction.OK); }))));
    }
    // spotless:on
}
