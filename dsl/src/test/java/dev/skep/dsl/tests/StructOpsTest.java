package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.member;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.StructOpsDef.structOps;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Contents;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.Nothing;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.S32;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.StructOpsDef;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.BpfStructOps;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Structs of functions in the running kernel, which takes them, and calls what is in them. */
class StructOpsTest {
    private static final KernelStruct CONNECTION = kernelStruct("inet_connection_sock");
    private static final KernelArray<U64> PRIVATE = CONNECTION.array("icsk_ca_priv", U64, 13);
    private static final KernelStruct DELAYED = kernelStruct("of_icsk_ack");
    private static final KernelField<U8> PENDING = DELAYED.field("pending", U8);
    private static final KernelField<KernelObject> ACKNOWLEDGED = CONNECTION.embedded("icsk_ack", DELAYED);
    private static final KernelStruct SOCK = kernelStruct("sock");
    private static final KernelField<U64> RATE = SOCK.field("sk_pacing_rate", U64);
    private static final KernelField<U32> STATUS = SOCK.field("sk_pacing_status", U32);
    private static final KernelStruct TCP = kernelStruct("tcp_sock");
    private static final KernelField<KernelObject> INNER = TCP.embedded("inet_conn", CONNECTION);
    private static final KernelField<U32> WINDOW = TCP.field("snd_cwnd", U32);
    private static final KernelField<U32> COUNT = TCP.field("snd_cwnd_cnt", U32);
    private static final KernelField<U32> STAMP = TCP.field("snd_cwnd_stamp", U32);
    private static final KernelField<U32> THRESHOLD = TCP.field("snd_ssthresh", U32);
    private static final KernelField<U8> ECN = TCP.field("ecn_flags", U8);
    private static final KernelField<U32> LIMITED = TCP.field("app_limited", U32);
    private static final KernelStruct SAMPLE = kernelStruct("rate_sample");
    private static final KernelField<S32> LOSSES = SAMPLE.field("losses", S32);

    private static final StructDef STATE = struct("State");
    private static final Field<U32> LAST = STATE.field("last", U32);
    private static final Field<U16> ROUND = STATE.field("round", U16);
    private static final Field<U8> KIND = STATE.bitField("kind", U8, 3);
    private static final Field<U64> SUM = STATE.field("sum", U64);

    private static final KernelSignature INIT = kernelSignature("init");
    private static final KernelArgument<KernelObject> NEW = INIT.pointer("sk", TCP);
    private static final KernelSignature RELEASE = kernelSignature("release");
    private static final KernelSignature LOST = kernelSignature("ssthresh");
    private static final KernelArgument<KernelObject> LOSER = LOST.pointer("sk", SOCK);
    private static final KernelSignature UNDO = kernelSignature("undo_cwnd");
    private static final KernelArgument<KernelObject> UNDONE = UNDO.pointer("sk", SOCK);
    private static final KernelSignature CONTROL = kernelSignature("cong_control");
    private static final KernelArgument<KernelObject> CONTROLLED = CONTROL.pointer("sk", TCP);
    private static final KernelArgument<U32> ACK = CONTROL.argument("ack", U32);
    private static final KernelArgument<S32> FLAG = CONTROL.argument("flag", S32);
    private static final KernelArgument<KernelObject> RATED = CONTROL.pointer("rs", SAMPLE);

    private static final KernelStruct DUMMY = kernelStruct("bpf_dummy_ops_state");
    private static final KernelField<S32> VALUE = DUMMY.field("val", S32);
    private static final KernelSignature FIRST = kernelSignature("test_1");
    private static final NullableArgument OF_FIRST = FIRST.nullable("cb", DUMMY);
    private static final KernelSignature SLEEPS = kernelSignature("test_sleepable");
    private static final GlobalDef<S32> SEEN = global("seen", S32);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void theKernelTakesWhatAProgramWrites() {
        try (var loaded = Kernel.load(object(everything()).bytes());
                var registered = loaded.map("Every").register()) {
            assertThat(registered).isNotNull();
            assertThat(loaded.programs()).containsExactlyInAnyOrder("start", "end", "lost", "undone", "control");
        }
    }

    private static StructOpsDef everything() {
        return structOps("Every", "tcp_congestion_ops")
                .data("name", chars(16).of("skep_fluent"))
                .data("flags", Contents.of(u32(2)))
                .program("start", member(INIT), StructOpsTest::start)
                .program("end", member(RELEASE), p -> {})
                .program("lost", member(LOST, U32), p -> {
                    p.argument(LOSER).set(RATE, 1L << 40);
                    p.argument(LOSER).set(STATUS, u32(1));
                    p.return_(p.callKfunc(U32, "tcp_reno_ssthresh", p.argument(LOSER)));
                })
                .program("undone", member(UNDO, U32), p -> {
                    p.ifThen(p.argument(UNDONE).get(RATE).eq(5), () -> p.return_(u32(3)));
                    p.return_(u32(2));
                })
                .program("control", member(CONTROL), p -> {
                    var tcp = p.argument(CONTROLLED);
                    tcp.set(COUNT, p.argument(RATED).get(LOSSES).to(U32));
                    tcp.set(WINDOW, p.argument(ACK).add(p.argument(FLAG).to(U32)));
                    p.call(Helper.TCP_SEND_ACK, tcp, 5);
                });
    }

    private static void start(TypedBuilder<Nothing> p) {
        var tcp = p.argument(NEW);
        Struct state = tcp.get(INNER).as(PRIVATE, STATE);
        state.asBytes().zero();
        state.set(LAST, tcp.get(WINDOW));
        state.set(ROUND, state.get(ROUND).add(1));
        state.set(KIND, 3);
        state.set(SUM, state.get(SUM).add(5));
        tcp.set(WINDOW, 11);
        tcp.set(COUNT, 1);
        tcp.set(STAMP, 3);
        tcp.set(THRESHOLD, 5);
        tcp.set(ECN, tcp.get(ECN).or(1));
        tcp.set(LIMITED, 4);
        tcp.get(INNER).set(PRIVATE, 12, u64(9));
        tcp.get(INNER).get(ACKNOWLEDGED).set(PENDING, 1);
        p.ifThen(state.get(LAST).eq(77), () -> p.return_(Nothing.NOTHING));
        tcp.set(WINDOW, 12);
    }

    @Test
    void anObjectMayHaveSeveral() {
        var second = structOps("Other", "bpf_dummy_ops").program("sleeps", member(SLEEPS, S32), p -> p.return_(s32(0)));
        try (var loaded = Kernel.load(BpfObjects.build("test", o -> o.license(GPL)
                        .options(options())
                        .structOps(dummy())
                        .structOps(second))
                .bytes())) {
            assertThat(loaded.maps()).contains("Dummy", "Other");
            assertThat(loaded.programs()).containsExactlyInAnyOrder("first", "sleeps");
        }
    }

    @Test
    void whenTheKernelTakesItIsTheSection() {
        assertThat(attach(dummy())).isEqualTo(BpfStructOps.Attach.REGISTER);
        assertThat(attach(dummy().link())).isEqualTo(BpfStructOps.Attach.LINK);
        assertThat(attach(dummy().optional())).isEqualTo(BpfStructOps.Attach.OPTIONAL_REGISTER);
        assertThat(attach(dummy().link().optional())).isEqualTo(BpfStructOps.Attach.OPTIONAL_LINK);
    }

    private static BpfStructOps.Attach attach(StructOpsDef ops) {
        return ObjectReader.read(object(ops).bytes()).structOps().get(0).attach();
    }

    private static StructOpsDef dummy() {
        return structOps("Dummy", "bpf_dummy_ops").program("first", member(FIRST, S32), p -> {
            var state = p.nullable(OF_FIRST).orElseReturn(s32(0));
            p.global(SEEN).set(state.get(VALUE));
            p.return_(state.get(VALUE));
        });
    }

    private static ObjectFile object(StructOpsDef ops) {
        return BpfObjects.build("test", o -> o.license(GPL).options(options()).structOps(ops));
    }

    private static Options options() {
        return Options.DEFAULT.withTargetKernel(new KernelVersion(6, 10));
    }
}
