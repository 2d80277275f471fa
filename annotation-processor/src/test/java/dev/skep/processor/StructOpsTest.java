package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Enum64;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfWriter;
import dev.skep.object.BpfStructOps;
import dev.skep.object.ObjectReader;
import dev.skep.processor.bindings.OpsTypes;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structs of functions that the kernel calls, from annotated Java. What is refused of them stands in {@code refused/StructOpsClasses.java}. */
class StructOpsTest {
    /** All that a congestion control may have, and all that it may write to. */
    private static final String EVERYTHING = """
            import dev.skep.lang.*;

            @Struct
            final class State {
                @Unsigned int a;
                @Unsigned short b;
                boolean c;
                @Unsigned long d;
                @Length(3) @Unsigned int[] e;
                @Bits(3) @Unsigned int f;
                @Bits(5) @Unsigned int g;
            }

            @Bpf(license = "GPL", minKernel = "6.10")
            @KernelTypes
            @StructOps("tcp_congestion_ops")
            final class Every {
                @Member static final String NAME = "skep_every";
                @Member static final int FLAGS = 2;

                static State state(tcp_sock tp) {
                    return Memory.as(tp.inet_conn.icsk_ca_priv, State.class);
                }

                @Member
                static void init(tcp_sock tp) {
                    var state = state(tp);
                    Memory.copy(state, new State());
                    state.a = tp.snd_cwnd;
                    state.b++;
                    state.c = true;
                    state.d += 5;
                    state.e[1] = 3;
                    state.e[2] = state.e[1];
                    state.f = 2;
                    state.g = 7;
                    tp.snd_cwnd = 11;
                    tp.snd_cwnd_cnt = 1;
                    tp.snd_cwnd_stamp = 3;
                    tp.snd_ssthresh = 5;
                    tp.ecn_flags |= 1;
                    tp.app_limited = 4;
                    tp.inet_conn.icsk_ca_priv[12] = 9;
                    tp.inet_conn.icsk_ack.pending = 1;
                    tp.inet_conn.icsk_inet.sk.sk_pacing_rate = 1L << 40;
                    tp.inet_conn.icsk_inet.sk.sk_pacing_status = 1;
                    Ptr<U64> words = Ptr.of(tp.inet_conn.icsk_ca_priv, 3);
                    words.get().value = 3;
                    if (Memory.copyOf(state).d == 77) tp.snd_cwnd = 1;
                }

                @Member static void release(sock sk) {}

                @Member
                static @Unsigned int ssthresh(inet_connection_sock sk) {
                    sk.icsk_ca_priv[0] = 1;
                    return 2;
                }

                @Member
                static void congAvoid(inet_sock sk, @Unsigned int ack, @Unsigned int acked) {
                    sk.sk.sk_pacing_rate = 5;
                    TcpCongestion.tcpRenoCongAvoid(sk.sk, ack, acked);
                }

                @Member
                static void setState(sock sk, @Unsigned byte state) {
                    sk.sk_pacing_rate = state;
                }

                @Member static void cwndEvent(sock sk, int event) {}

                @Member static void inAckEvent(sock sk, @Unsigned int flags) {}

                @Member
                static void pktsAcked(tcp_sock tp, ack_sample sample) {
                    tp.snd_cwnd_cnt = sample.rtt_us;
                }

                @Member static @Unsigned int minTsoSegs(sock sk) { return 2; }

                @Member
                static void congControl(tcp_sock tp, @Unsigned int ack, int flag, rate_sample sample) {
                    tp.snd_cwnd = sample.losses;
                    var left = TcpCongestion.tcpSlowStart(tp, ack);
                    TcpCongestion.tcpCongAvoidAi(tp, TcpCongestion.tcpRenoSsthresh(tp), left);
                    Kernel.tcpSendAck(tp, 5);
                }

                @Member static @Unsigned int undoCwnd(sock sk) { return TcpCongestion.tcpRenoUndoCwnd(sk); }

                @Member("sndbuf_expand") static @Unsigned int buffers(sock sk) { return 2; }
            }
            """;

    /** {@code %s}: what else the annotation says. */
    private static final String DUMMY = """
            import dev.skep.lang.*;

            @KernelType("bpf_dummy_ops_state")
            final class DummyState {
                int val;
            }

            @Bpf(license = "GPL", minKernel = "6.4", object = "dummies")
            @StructOps(value = "bpf_dummy_ops"%s)
            final class Dummy {
                @interface Nullable {}

                @Member("test_1")
                static int first(@Nullable DummyState state) {
                    return state == null ? 0 : state.val;
                }

                @Member("test_2")
                static int second(DummyState state, int a, @Unsigned short b, byte c, @Unsigned long d) {
                    return a + b + c + (int) d;
                }
            }

            @Bpf(license = "GPL", minKernel = "6.4", object = "dummies")
            @StructOps("bpf_dummy_ops")
            @Name("other")
            final class Other {
                @Member("test_sleepable")
                static int sleeps(DummyState state) {
                    return 0;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theKernelTakesEveryMemberAndEveryWrite() {
        Kernel.require();
        var object = Build.of("Every", EVERYTHING).objectOrFail("Every");
        try (var loaded = Kernel.load(object);
                var registered = loaded.map("Every").register()) {
            assertThat(registered).isNotNull();
            assertThat(loaded.programs()).hasSize(12);
        }
    }

    @Test
    void anObjectMayHaveSeveral() {
        Kernel.require();
        var object = Build.of("Dummy", DUMMY.formatted("")).objectOrFail("dummies");
        try (var loaded = Kernel.load(object)) {
            assertThat(loaded.programs()).containsExactlyInAnyOrder("first", "second", "sleeps");
            assertThat(loaded.maps()).containsExactlyInAnyOrder("Dummy", "other");
        }
    }

    @Test
    void whenTheKernelTakesItIsTheSection() {
        assertThat(attach("")).isEqualTo(BpfStructOps.Attach.REGISTER);
        assertThat(attach(", link = true")).isEqualTo(BpfStructOps.Attach.LINK);
        assertThat(attach(", optional = true")).isEqualTo(BpfStructOps.Attach.OPTIONAL_REGISTER);
        assertThat(attach(", optional = true, link = true")).isEqualTo(BpfStructOps.Attach.OPTIONAL_LINK);
    }

    private static BpfStructOps.Attach attach(String said) {
        var object = ObjectReader.read(Build.of("Dummy", DUMMY.formatted(said)).objectOrFail("dummies"));
        return object.structOps().stream()
                .filter(table -> table.name().equals("Dummy"))
                .findFirst()
                .orElseThrow()
                .attach();
    }

    /** libbpf 1.1 does not know links of structs, and newer ones do. */
    @Test
    void newLoadersTakeALink() throws IOException {
        Kernel.require();
        var text = EVERYTHING.replace("(\"tcp_congestion_ops\")", "(value = \"tcp_congestion_ops\", link = true)");
        var file =
                Files.write(folder.resolve("every.o"), Build.of("Every", text).objectOrFail("Every"));
        assertThat(Drivers.require(Loader.LIBBPF)).isNotNull();
        var kernels = new TreeSet<>(EnumSet.of(JudgeKernel.HOST));
        var loaders = new TreeSet<>(EnumSet.of(Loader.LIBBPF));
        var matrix = new JudgePlan(List.of(file), kernels, loaders, Request.load()).judge(Drivers.ofUser());
        assertThat(matrix.rows()).hasSize(12);
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).allSatisfy(row -> assertThat(
                            matrix.at(row, column).verdict())
                    .isInstanceOf(Verdict.Accepted.class));
    }

    @Test
    void theCompanionNamesIt() throws ReflectiveOperationException {
        var maps = Build.of("Every", EVERYTHING).load("EveryBpf$Maps");
        assertThat(maps.getField("EVERY").get(null)).isEqualTo("Every");
    }

    /** What comes along is as it is in the kernel that runs, as long as that is not much older. */
    @Test
    void theirFunctionsAreThoseOfTheKernel() throws IOException {
        Kernel.require();
        var here = new OpsTypes(List.of(BtfIndex.of(Path.of("/sys/kernel/btf/vmlinux"))));
        var shipped = new OpsTypes(List.of());
        for (var name : List.of("tcp_congestion_ops", "bpf_dummy_ops")) {
            var ours = shipped.find(name).orElseThrow();
            var theirs = here.find(name).orElseThrow();
            for (var member : ours.members())
                assertThat(ours.member(member)).as(member).isEqualTo(theirs.member(member));
        }
    }

    /** No kernel here has schedulers: what is known of them is read from a file, and bpftool reads what became of it. */
    @Test
    void aSchedulerIsReadFromAFile() throws IOException {
        var types = Files.write(
                folder.resolve("types.btf"),
                BtfWriter.of(scheduler(), ByteOrder.LITTLE_ENDIAN).btf());
        var build = Build.with(List.of("-Askep.btf=" + types), "Scheduler", """
                import dev.skep.lang.*;

                @KernelType("task_struct")
                final class Task {
                    int pid;
                }

                @Bpf(license = "GPL", minKernel = "6.12")
                @StructOps(value = "sched_ext_ops", link = true)
                final class Scheduler {
                    @Member static final String NAME = "skep_scheduler";
                    @Member static final long FLAGS = 1L << 40;
                    @Member static final int TIMEOUT_MS = 5000;
                    @Member static final int KIND = -1;
                    @Member static final boolean QUICK = true;

                    static int last;

                    @Member(sleepable = true)
                    static int init() {
                        return 0;
                    }

                    @Member
                    static void dispatch(int cpu, @Nullable Task previous) {
                        if (previous != null) last = previous.pid + cpu;
                    }

                    @Member
                    @Name("yield")
                    static boolean yields(boolean may, Task from) {
                        return may && from.pid != 0;
                    }

                    @interface Nullable {}
                }
                """);
        var file = Files.write(folder.resolve("scheduler.o"), build.objectOrFail("Scheduler"));
        var dump = Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString(), "format", "raw")
                .orFail()
                .out();
        assertThat(dump).contains("STRUCT 'sched_ext_ops'", "DATASEC '.struct_ops.link'", "ENUM64 'kind'");
        var read = ObjectReader.read(Files.readAllBytes(file));
        assertThat(read.programs().stream().map(program -> program.section().toString()))
                .containsExactly("struct_ops.s/init", "struct_ops/dispatch", "struct_ops/yield");
        assertThat(read.structOps().get(0).programs().values()).containsExactly("init", "dispatch", "yield");
    }

    private static BtfGraph scheduler() {
        var types = BtfGraph.builder();
        var s32 = types.add(Int.of("int", 4, IntEncoding.SIGNED));
        var u32 = types.add(Int.of("unsigned int", 4, IntEncoding.NONE));
        var u64 = types.add(Int.of("unsigned long long", 8, IntEncoding.NONE));
        var bool = types.add(Int.of("_Bool", 1, IntEncoding.BOOL));
        var letter = types.add(Int.of("char", 1, IntEncoding.SIGNED));
        var kind = types.add(new Enum64("kind", 8, Signedness.SIGNED, List.of(new Enumerator("NONE", -1))));
        var task = types.add(new Ptr(types.add(new Fwd("task_struct", ForwardKind.STRUCT))));
        var init = function(types, s32);
        var dispatch = function(types, BtfId.VOID, s32, task);
        var yield = function(types, bool, bool, task);
        types.add(new Struct(
                "sched_ext_ops",
                184,
                List.of(
                        Member.at(0, "init", init),
                        Member.at(8, "dispatch", dispatch),
                        Member.at(16, "yield", yield),
                        Member.at(24, "flags", u64),
                        Member.at(32, "timeout_ms", u32),
                        Member.at(36, "quick", bool),
                        Member.at(40, "kind", kind),
                        Member.at(48, "name", types.add(new Array(letter, s32, 128))))));
        return types.build();
    }

    private static BtfId function(BtfGraph.Builder types, BtfId result, BtfId... taken) {
        var parameters =
                List.of(taken).stream().map(type -> new Parameter("", type)).toList();
        return types.add(new Ptr(types.add(new FuncProto(result, parameters))));
    }
}
