package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.uapi.BpfFibLookup;
import dev.skep.dsl.uapi.BpfPerfEventValue;
import dev.skep.dsl.uapi.BpfPidnsInfo;
import dev.skep.dsl.uapi.BpfRedirNeigh;
import dev.skep.dsl.uapi.BpfSockTuple4;
import dev.skep.dsl.uapi.BpfSockTuple6;
import dev.skep.dsl.uapi.BpfTunnelKey;
import dev.skep.dsl.uapi.BpfXfrmState;
import dev.skep.dsl.uapi.BtfPtr;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.Helper;
import dev.skep.testkit.Kernel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The structs that helpers take lie as the kernel's table has them. */
class HelperStructsTest {
    private static final GlobalDef<dev.skep.dsl.U64> ARGUMENT = GlobalDef.global("argument", U64);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> lieAsTheKernelHasThem() {
        return Stream.of(
            row("bpf_fib_lookup",       BpfFibLookup.TYPE,      BpfFibLookup.FAMILY, BpfFibLookup.L4_PROTOCOL, BpfFibLookup.SPORT, BpfFibLookup.DPORT, BpfFibLookup.TOT_LEN, BpfFibLookup.IFINDEX, BpfFibLookup.TOS, BpfFibLookup.H_VLAN_PROTO, BpfFibLookup.SMAC, BpfFibLookup.DMAC),
            row("bpf_perf_event_value", BpfPerfEventValue.TYPE, BpfPerfEventValue.COUNTER, BpfPerfEventValue.ENABLED, BpfPerfEventValue.RUNNING),
            row("bpf_pidns_info",       BpfPidnsInfo.TYPE,      BpfPidnsInfo.PID, BpfPidnsInfo.TGID),
            row("bpf_redir_neigh",      BpfRedirNeigh.TYPE,     BpfRedirNeigh.NH_FAMILY),
            row("bpf_tunnel_key",       BpfTunnelKey.TYPE,      BpfTunnelKey.TUNNEL_ID, BpfTunnelKey.TUNNEL_TOS, BpfTunnelKey.TUNNEL_TTL, BpfTunnelKey.TUNNEL_LABEL),
            row("bpf_xfrm_state",       BpfXfrmState.TYPE,      BpfXfrmState.REQID, BpfXfrmState.SPI, BpfXfrmState.FAMILY, BpfXfrmState.EXT),
            row("btf_ptr",              BtfPtr.TYPE,            BtfPtr.PTR, BtfPtr.TYPE_ID, BtfPtr.FLAGS));
    }
    // spotless:on

    private static DynamicTest row(String struct, StructDef type, Field<?>... fields) {
        return DynamicTest.dynamicTest(struct, () -> {
            var known = ContextStruct.of(struct).orElseThrow();
            assertThat(type).hasToString(struct);
            assertThat(type.size()).isEqualTo(known.size());
            for (var field : List.of(fields))
                known.field(field.name())
                        .ifPresentOrElse(
                                there -> assertThat(field.offset())
                                        .as(field.name())
                                        .isEqualTo(there.offset()),
                                () -> assertThat(field.name()).isIn("tunnel_flags"));
        });
    }

    @Test
    void addressesOfConnectionsAreTuples() {
        assertThat(BpfSockTuple4.TYPE.size()).isEqualTo(12);
        assertThat(BpfSockTuple6.TYPE.size()).isEqualTo(36);
    }

    /** Without a family that routing knows there is no answer: {@code EAFNOSUPPORT}. */
    @Test
    void routingIsAsked() {
        Kernel.require();
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", ProgramType.xdp(), p -> {
            var lookup = p.local(BpfFibLookup.TYPE);
            lookup.set(BpfFibLookup.FAMILY, 99);
            lookup.set(BpfFibLookup.IFINDEX, 1);
            var answer = p.call(Helper.FIB_LOOKUP, p.context(), lookup, BpfFibLookup.TYPE.size(), 0);
            p.returnCode(answer.s64().to(S32));
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").run(new byte[64]).returnValue()).isEqualTo(-97);
        }
    }

    @Test
    void argumentsOfSystemCallsAreRead() {
        Kernel.require();
        var object =
                BpfObjects.build("test", o -> o.license(GPL).program("test", ProgramType.probe("kprobe/none"), p -> {
                    p.global(ARGUMENT).set(p.systemCallArgument(p.context(), 1));
                    p.return_(0);
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").instructionCount()).isGreaterThan(8);
        }
    }
}
