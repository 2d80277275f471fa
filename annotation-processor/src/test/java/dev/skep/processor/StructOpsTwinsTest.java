package dev.skep.processor;

import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.ProgramType.member;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.StructOpsDef.structOps;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S8;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.processor.Twin.twin;

import dev.skep.dsl.Contents;
import dev.skep.dsl.Field;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.S32;
import dev.skep.dsl.S8;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Structs of functions that the kernel calls, in the fluent API as in annotated Java. */
class StructOpsTwinsTest {
    private static final String TYPES = """
            @KernelType("inet_connection_sock")
            final class Connection {
                @Length(13) @Unsigned long[] icskCaPriv;
            }

            @KernelType("sock")
            final class Sock {
                @Unsigned long skPacingRate;
            }

            @KernelType("tcp_sock")
            final class TcpSock {
                @Embedded Connection inetConn;
                @Unsigned int sndCwnd;
                @Unsigned int sndSsthresh;
                @Unsigned byte ecnFlags;
            }

            @KernelType("bpf_dummy_ops_state")
            final class DummyState {
                int val;
            }
            """;

    private static final KernelStruct CONNECTION = kernelStruct("inet_connection_sock");
    private static final KernelArray<U64> PRIVATE = CONNECTION.array("icsk_ca_priv", U64, 13);
    private static final KernelStruct SOCK = kernelStruct("sock");
    private static final KernelField<U64> RATE = SOCK.field("sk_pacing_rate", U64);
    private static final KernelStruct TCP = kernelStruct("tcp_sock");
    private static final KernelField<KernelObject> INNER = TCP.embedded("inet_conn", CONNECTION);
    private static final KernelField<U32> WINDOW = TCP.field("snd_cwnd", U32);
    private static final KernelField<U32> THRESHOLD = TCP.field("snd_ssthresh", U32);
    private static final KernelField<U8> ECN = TCP.field("ecn_flags", U8);

    private static final StructDef STATE = struct("State");
    private static final Field<U32> LAST = STATE.field("last", U32);
    private static final Field<U64> SUM = STATE.field("sum", U64);

    private static final KernelSignature LOST = kernelSignature("ssthresh");
    private static final KernelArgument<KernelObject> LOSER = LOST.pointer("sk", TCP);
    private static final KernelSignature UNDO = kernelSignature("undo_cwnd");
    private static final KernelArgument<KernelObject> UNDONE = UNDO.pointer("sk", SOCK);
    private static final KernelSignature AVOID = kernelSignature("cong_avoid");
    private static final KernelArgument<KernelObject> GROWING = AVOID.pointer("sk", TCP);
    private static final KernelArgument<U32> ACK = AVOID.argument("ack", U32);
    private static final KernelArgument<U32> ACKED = AVOID.argument("acked", U32);
    private static final KernelSignature CHANGED = kernelSignature("set_state");
    private static final KernelArgument<KernelObject> CHANGING = CHANGED.pointer("sk", SOCK);
    private static final KernelArgument<U8> TO = CHANGED.argument("new_state", U8);

    private static final KernelStruct DUMMY = kernelStruct("bpf_dummy_ops_state");
    private static final KernelField<S32> VALUE = DUMMY.field("val", S32);
    private static final KernelSignature FIRST = kernelSignature("test_1");
    private static final NullableArgument OF_FIRST = FIRST.nullable("cb", DUMMY);
    private static final KernelSignature SECOND = kernelSignature("test_2");
    private static final KernelArgument<KernelObject> OF_SECOND = SECOND.pointer("cb", DUMMY);
    private static final KernelArgument<S32> A = SECOND.argument("a1", S32);
    private static final KernelArgument<U16> B = SECOND.argument("a2", U16);
    private static final KernelArgument<S8> C = SECOND.argument("a3", S8);
    private static final KernelArgument<U64> D = SECOND.argument("a4", U64);
    private static final KernelSignature SLEEPS = kernelSignature("test_sleepable");

    @TempDir
    private Path folder;

    // spotless:off
    @TestFactory
    Stream<DynamicTest> structs() {
        return Twin.tests(folder, TYPES,
            twin("congestion control", """
                @Member static final String NAME = "skep_twin";
                @Member static final int FLAGS = 2;
                @Struct static final class State { @Unsigned int last; @Unsigned long sum; }
                @Member static @Unsigned int ssthresh(TcpSock tp) {
                    tp.inetConn.icskCaPriv[3] = 5;
                    return tp.sndCwnd;
                }
                @Member static @Unsigned int undoCwnd(Sock sk) {
                    sk.skPacingRate = 7;
                    return 2;
                }
                @Member static void congAvoid(TcpSock tp, @Unsigned int ack, @Unsigned int acked) {
                    var state = Memory.as(tp.inetConn.icskCaPriv, State.class);
                    if (state.last != ack) {
                        state.last = ack;
                        state.sum += acked;
                        tp.sndCwnd += acked;
                        tp.sndSsthresh = 9;
                        tp.ecnFlags |= 1;
                    }
                }
                @Member static void setState(Sock sk, @Unsigned byte to) { sk.skPacingRate = to; }
                """, o -> o.structOps(structOps("Twin0", "tcp_congestion_ops")
                    .data("name", chars(16).of("skep_twin"))
                    .data("flags", Contents.of(u32(2)))
                    .program("ssthresh", member(LOST, U32), p -> {
                        p.argument(LOSER).get(INNER).set(PRIVATE, 3, u64(5));
                        p.return_(p.argument(LOSER).get(WINDOW));
                    })
                    .program("undoCwnd", member(UNDO, U32), p -> {
                        p.argument(UNDONE).set(RATE, 7);
                        p.return_(u32(2));
                    })
                    .program("congAvoid", member(AVOID), p -> {
                        var tcp = p.argument(GROWING);
                        var state = tcp.get(INNER).as(PRIVATE, STATE);
                        p.ifThen(state.get(LAST).ne(p.argument(ACK)), () -> {
                            state.set(LAST, p.argument(ACK));
                            state.set(SUM, state.get(SUM).add(p.argument(ACKED).to(U64)));
                            tcp.set(WINDOW, tcp.get(WINDOW).add(p.argument(ACKED)));
                            tcp.set(THRESHOLD, 9);
                            tcp.set(ECN, tcp.get(ECN).or(1));
                        });
                    })
                    .program("setState", member(CHANGED), p ->
                        p.argument(CHANGING).set(RATE, p.argument(TO).to(U64)))),
                "@StructOps(\"tcp_congestion_ops\")"),
            twin("with a link, optional, that sleeps", """
                @Member("test_1") static int first(@Nullable DummyState state) {
                    if (state != null) return state.val;
                    return 0;
                }
                @Member("test_2") static int second(DummyState state, int a, @Unsigned short b, byte c, @Unsigned long d) {
                    return a + b + c + (int) d;
                }
                @Member(value = "test_sleepable", sleepable = true) static int third(DummyState state) { return 0; }
                """, o -> o.structOps(structOps("Twin1", "bpf_dummy_ops").link().optional()
                    .program("first", member(FIRST, S32), p -> {
                        p.nullable(OF_FIRST).ifPresent(state -> p.return_(state.get(VALUE)));
                        p.return_(s32(0));
                    })
                    .program("second", member(SECOND, S32), p -> p.return_(p.argument(A)
                        .add(p.argument(B).to(S32)).add(p.argument(C).to(S32)).add(p.argument(D).to(S32))))
                    .program("third", member(SLEEPS, S32).sleepable(), p -> p.return_(s32(0)))),
                "@StructOps(value = \"bpf_dummy_ops\", link = true, optional = true)"));
    }
    // spotless:on
}
