package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.tracepoint;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.XdpRun.tcp;
import static dev.skep.kernel.SectionKind.CGROUP_SKB_EGRESS;
import static dev.skep.kernel.SectionKind.CGROUP_SKB_INGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.XdpMd;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each type of program does in the running kernel. */
class ProgramsRunTest {
    private static final GlobalDef<U64> SEEN = global("seen", U64);
    private static final StructDef TASK = struct("task");
    private static final Field<U64> PID_TGID = TASK.field("pid_tgid", U64);
    private static final Field<U64> UID_GID = TASK.field("uid_gid", U64);
    private static final Field<U32> CPU = TASK.field("cpu", U32);
    private static final Field<Bytes> COMM = TASK.field("comm", chars(16));
    private static final GlobalDef<Struct> CURRENT = global("current", TASK);

    private static final StructDef EXEC = struct("exec");
    private static final Field<U64> COMMON = EXEC.field("common", U64);
    private static final Field<U32> FILENAME = EXEC.field("filename", U32);
    private static final Field<U32> PID = EXEC.field("pid", U32);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void xdpSeesItsInterface() {
        try (var loaded = load(o -> o.program("test", xdp(), p -> {
            p.ifThen(p.context().get(XdpMd.INGRESS_IFINDEX).eq(1), () -> p.return_(PASS));
            p.return_(DROP);
        }))) {
            assertThat(loaded.program("test").run(new byte[64]).returnValue()).isEqualTo(2);
        }
    }

    @Test
    void tcReadsAndWritesPacketAndContext() {
        try (var loaded = load(o -> o.program("filter", tc(), p -> {
            p.ifThen(p.context().get(SkBuff.PROTOCOL).eq(0x86dd), () -> p.return_(TcAction.SHOT));
            p.context().set(SkBuff.MARK, p.context().get(SkBuff.LEN));
            p.packet().next(EthHdr.TYPE).ifPresent(ethernet -> ethernet.get(EthHdr.DEST)
                    .set(0, 0xaa));
            p.return_(TcAction.OK);
        }))) {
            var packet = tcp(0, 80, 0);
            var run = loaded.program("filter").run(packet, new byte[192]);
            assertThat(run.returnValue()).isZero();
            assertThat(run.data()[0]).isEqualTo((byte) 0xaa);
            assertThat(NativeOrder.number(Arrays.copyOfRange(run.context(), 8, 12)))
                    .isEqualTo(packet.length);
            packet[12] = (byte) 0x86;
            packet[13] = (byte) 0xdd;
            assertThat(loaded.program("filter").run(packet).returnValue()).isEqualTo(2);
        }
    }

    @Test
    void cgroupProgramsSeeTheIpHeaderFirst() {
        try (var loaded = load(o -> o.program("out", cgroupSkb(CGROUP_SKB_EGRESS), p -> {
                    var ip = p.packet().next(Ipv4Hdr.TYPE).orElseReturn(CgroupVerdict.ALLOW);
                    p.ifThen(ip.get(Ipv4Hdr.PROTOCOL).eq(6), () -> p.return_(CgroupVerdict.DENY));
                    p.return_(CgroupVerdict.ALLOW);
                })
                .program("in", cgroupSkb(CGROUP_SKB_INGRESS), p -> p.return_(CgroupVerdict.ALLOW)))) {
            var packet = tcp(0, 80, 0);
            assertThat(loaded.program("out").run(packet).returnValue()).isZero();
            packet[14 + 9] = 17;
            assertThat(loaded.program("out").run(packet).returnValue()).isEqualTo(1);
            assertThat(loaded.program("in").run(packet).returnValue()).isEqualTo(1);
        }
    }

    @Test
    void rawTracepointsGetTheirArgumentsAndTheCurrentTask() {
        try (var loaded = load(o -> o.program("raw", rawTracepoint("sched_process_exec"), p -> {
            p.global(SEEN).set(p.context().get(RawTracepointArgs.argument(2)));
            var task = p.global(CURRENT);
            task.set(PID_TGID, p.currentPidTgid());
            task.set(UID_GID, p.currentUidGid());
            task.set(CPU, p.smpProcessorId());
            var error = p.currentComm(task.get(COMM));
            p.ifThen(error.ne(0).or(p.ktimeGetNs().eq(0)), () -> p.return_(1));
            p.return_(0);
        }))) {
            var run = loaded.program("raw").runContext(NativeOrder.u64(1, 2, 3));
            assertThat(run.returnValue()).isZero();
            assertThat(loaded.global("seen").number()).isEqualTo(3);
            var task = loaded.global("current").bytes();
            assertThat(NativeOrder.number(Arrays.copyOf(task, 8)) >>> 32)
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(new String(task, 20, 16, StandardCharsets.UTF_8)).isNotBlank();
        }
    }

    @Test
    void readsKernelMemory() {
        try (var loaded = load(o -> o.program("raw", rawTracepoint("sched_process_exec"), p -> {
            var buffer = p.local(bytes(16));
            var error = p.probeReadKernel(buffer, p.context().get(RawTracepointArgs.argument(0)));
            p.global(SEEN).set(error.to(U64));
            p.return_(0);
        }))) {
            loaded.program("raw").runContext(NativeOrder.u64(8));
            assertThat(loaded.global("seen").number()).isEqualTo(-34); // ERANGE: no kernel address
        }
    }

    @Test
    void tracepointsLoad() {
        try (var loaded = load(o -> o.program("on_exec", tracepoint("sched", "sched_process_exec"), p -> {
            p.global(SEEN).set(p.context().as(EXEC).get(PID).to(U64));
            p.return_(0);
        }))) {
            assertThat(loaded.program("on_exec").instructionCount()).isPositive();
        }
    }

    private static LoadedObject load(UnaryOperator<ObjectBuilder> contents) {
        return Kernel.load(
                BpfObjects.build("test", o -> contents.apply(o.license(GPL))).bytes());
    }
}
