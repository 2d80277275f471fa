package dev.skep.samples.dsl;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.Nothing.NOTHING;
import static dev.skep.dsl.ProgramType.member;
import static dev.skep.dsl.StructOpsDef.structOps;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.chars;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.Nothing;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.StructOpsDef;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;

/**
 * A TCP congestion control that sockets ask for by its name, {@code skep_reno}: the window grows by one segment in each round trip, and is
 * halved when something is lost (RFC 5681).
 */
public final class PlainReno {
    private static final KernelStruct TCP = kernelStruct("tcp_sock");
    private static final KernelField<U32> WINDOW = TCP.field("snd_cwnd", U32);
    private static final KernelField<U32> COUNT = TCP.field("snd_cwnd_cnt", U32);
    private static final KernelField<U32> CLAMP = TCP.field("snd_cwnd_clamp", U32);
    private static final KernelField<U32> THRESHOLD = TCP.field("snd_ssthresh", U32);
    private static final KernelField<U32> BEFORE = TCP.field("prior_cwnd", U32);

    private static final KernelSignature AVOID = kernelSignature("cong_avoid");
    private static final KernelArgument<KernelObject> ACKNOWLEDGED = AVOID.pointer("sk", TCP);

    @SuppressWarnings("UnusedVariable") // what comes behind it has its place by it
    private static final KernelArgument<U32> ACK = AVOID.argument("ack", U32);

    private static final KernelArgument<U32> ACKED = AVOID.argument("acked", U32);

    private static final KernelSignature LOST = kernelSignature("ssthresh");
    private static final KernelArgument<KernelObject> LOSER = LOST.pointer("sk", TCP);

    private static final KernelSignature UNDO = kernelSignature("undo_cwnd");
    private static final KernelArgument<KernelObject> UNDONE = UNDO.pointer("sk", TCP);

    private static final GlobalDef<U64> ACKNOWLEDGEMENTS = global("acknowledgements", U64);
    private static final GlobalDef<U64> LOSSES = global("losses", U64);

    private static final StructOpsDef RENO = structOps("PlainReno", "tcp_congestion_ops")
            .data("name", chars(16).of("skep_reno"))
            .program("congAvoid", member(AVOID), PlainReno::avoidCongestion)
            .program("ssthresh", member(LOST, U32), PlainReno::threshold)
            .program("undoCwnd", member(UNDO, U32), PlainReno::undo);

    private PlainReno() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("PlainReno", o -> o.license(GPL).structOps(RENO));
    }

    private static void avoidCongestion(TypedBuilder<Nothing> p) {
        p.global(ACKNOWLEDGEMENTS).atomicAdd(1);
        var tcp = p.argument(ACKNOWLEDGED);
        var acked = p.argument(ACKED);
        p.ifThen(
                tcp.get(WINDOW).lt(tcp.get(THRESHOLD)),
                () -> { // slow start
                    tcp.set(WINDOW, tcp.get(WINDOW).add(acked).min(tcp.get(THRESHOLD)));
                    p.return_(NOTHING);
                });
        tcp.set(COUNT, tcp.get(COUNT).add(acked));
        p.ifThen(tcp.get(COUNT).lt(tcp.get(WINDOW)), () -> p.return_(NOTHING));
        tcp.set(COUNT, 0);
        p.ifThen(
                tcp.get(WINDOW).lt(tcp.get(CLAMP)),
                () -> tcp.set(WINDOW, tcp.get(WINDOW).add(1)));
    }

    private static void threshold(TypedBuilder<U32> p) {
        p.global(LOSSES).atomicAdd(1);
        p.return_(p.argument(LOSER).get(WINDOW).div(2).max(2));
    }

    private static void undo(TypedBuilder<U32> p) {
        var tcp = p.argument(UNDONE);
        p.return_(tcp.get(WINDOW).max(tcp.get(BEFORE)));
    }
}
