package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.ProgramType.cgroupSockAddr;
import static dev.skep.dsl.ProgramType.cgroupSysctl;
import static dev.skep.dsl.ProgramType.netfilter;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.tracepoint;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.Field;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.XdpMd;
import dev.skep.dsl.net.EthHdr;
import dev.skep.kernel.SectionKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of contexts and kinds of programs: each is an exception with this message, thrown at the user's line. */
class ProgramMisuseTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAField() {
        return Stream.of(
            row("field of other programs",   "`xdp_md.egress_ifindex` is not for programs of section `xdp`: only `XDP_DEVMAP` may read it",
                (p, guilty) -> { guilty.at(() -> p.context().get(XdpMd.EGRESS_IFINDEX)); p.return_(PASS); }),
            row("context as a struct",       "the kernel says what is in `xdp_md`, and not `event`",
                (p, guilty) -> { guilty.at(() -> p.context().as(EVENT)); p.return_(PASS); }),
            row("field of another struct",   "`event.time` is no field of struct `ethhdr`",
                (p, guilty) -> { p.packet().next(EthHdr.TYPE).ifPresent(eth -> guilty.at(() -> eth.get(TIME))); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAProgram() {
        return Stream.of(
            definition("record as a whole",  "a context is read field by field, it cannot be copied or handed to a helper as a whole",
                () -> Units.of(o -> o.license(GPL).program("test", tracepoint("a", "b"), p -> p.local(bytes(8)).copyFrom(p.context().as(EVENT).asBytes())))),
            definition("write by others",    "`__sk_buff.queue_mapping` cannot be written: only `SCHED_ACT`, `SCHED_CLS` may write it",
                () -> Units.of(o -> o.license(GPL).program("test", cgroupSkb(), p -> p.context().set(SkBuff.QUEUE_MAPPING, 1)))),
            definition("newer field",        "`__sk_buff.hwtstamp` needs kernel 5.16, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", tc(), p -> p.context().get(SkBuff.HWTSTAMP)))),
            definition("newer program",      "a program of section `netfilter` needs kernel 6.4, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", netfilter(), p -> {}))),
            definition("packet where none is", "there is no packet in `bpf_sysctl`",
                () -> Units.of(o -> o.license(GPL).program("test", cgroupSysctl(), ProgramBuilder::packet))),
            definition("write to a packet",  "the packet of a program of section `cgroup/skb` cannot be written",
                () -> Units.of(o -> o.license(GPL).program("test", cgroupSkb(), p -> p.packet().next(EthHdr.TYPE).ifPresent(eth -> eth.set(EthHdr.PROTO, 1))))),
            definition("sleeping XDP",       "section `xdp.s` is none that loaders know; did you mean `tp.s`?",
                () -> xdp().sleepable()),
            definition("kind of another",    "section `xdp` is for programs of type XDP, not CGROUP_SOCK_ADDR",
                () -> cgroupSockAddr(SectionKind.XDP)),
            definition("license too late",   "object `test` has a program already; say the license before",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.return_(PASS)).license(GPL))));
    }
    // spotless:on
}
