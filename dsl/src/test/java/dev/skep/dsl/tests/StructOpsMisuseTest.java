package dev.skep.dsl.tests;

import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.btfTracepoint;
import static dev.skep.dsl.ProgramType.member;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.StructOpsDef.structOps;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.be16;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.tests.Misuse.definition;

import dev.skep.compiler.Options;
import dev.skep.dsl.Contents;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.License;
import dev.skep.dsl.Nothing;
import dev.skep.dsl.S32;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.StructOpsDef;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.kernel.KernelVersion;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of structs of functions: each is an exception with this message, thrown at the user's line. */
class StructOpsMisuseTest {
    private static final KernelStruct TCP = kernelStruct("tcp_sock");
    private static final KernelField<U32> WINDOW = TCP.field("snd_cwnd", U32);
    private static final KernelField<U32> STAMP = TCP.field("snd_cwnd_stamp", U32);
    private static final KernelField<U32> ROUND_TRIP = TCP.field("srtt_us", U32);
    private static final KernelField<U32> FEW = TCP.bitField("snd_ssthresh", U32, 3);
    private static final KernelField<KernelObject> AGAIN = TCP.pointer("again", TCP);
    private static final KernelStruct CONNECTION = kernelStruct("inet_connection_sock");
    private static final KernelArray<U64> PRIVATE = CONNECTION.array("icsk_ca_priv", U64, 13);
    private static final KernelArray<U32> HALVES = CONNECTION.array("icsk_ca_priv2", U32, 4);

    private static final StructDef LARGE = struct("large");

    static {
        LARGE.field("all", bytes(105));
    }

    private static final KernelSignature INIT = kernelSignature("init");
    private static final KernelArgument<KernelObject> NEW = INIT.pointer("sk", TCP);
    private static final KernelSignature RELEASE = kernelSignature("release");
    private static final KernelArgument<KernelObject> OLD = RELEASE.pointer("sk", CONNECTION);
    private static final KernelSignature LOST = kernelSignature("ssthresh");
    private static final KernelSignature INFO = kernelSignature("get_info");
    private static final KernelSignature CONTROL = kernelSignature("cong_control");
    private static final KernelArgument<KernelObject> FIRST = CONTROL.pointer("sk", TCP);
    private static final KernelArgument<U32> SECOND = CONTROL.argument("ack", U32);
    private static final KernelArgument<S32> THIRD = CONTROL.argument("flag", S32);

    private static final KernelSignature PROBE = kernelSignature("tcp_probe");
    private static final KernelArgument<KernelObject> PROBED = PROBE.pointer("sk", TCP);

    private static StructOpsDef ops() {
        return structOps("ops", "bpf_dummy_ops");
    }

    private static void on(StructOpsDef ops, String kernel) {
        Units.of(o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(KernelVersion.parse(kernel)))
                .structOps(ops));
    }

    private static void init(Consumer<TypedBuilder<Nothing>> statements) {
        on(tcp().program("init", member(INIT), statements), "6.6");
    }

    private static void release(Consumer<TypedBuilder<Nothing>> statements) {
        on(tcp().program("release", member(RELEASE), statements), "6.6");
    }

    private static StructOpsDef tcp() {
        return structOps("tcp", "tcp_congestion_ops")
                .data("name", chars(16).of("x"))
                .program("ssthresh", member(LOST, U32), p -> p.return_(u32(2)))
                .program("undo", member(kernelSignature("undo_cwnd"), U32), p -> p.return_(u32(2)))
                .program("grow", member(kernelSignature("cong_avoid")), p -> {});
    }

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAMember() {
        return Stream.of(
            definition("twice",              "member `ssthresh` of `tcp` is given twice",
                () -> tcp().program("more", member(LOST, U32), p -> p.return_(u32(2)))),
            definition("data twice",         "member `name` of `tcp` is given twice",
                () -> tcp().data("name", chars(16).of("y"))),
            definition("in network order",   "member `port` is a be16, need a number or characters",
                () -> ops().data("port", Contents.of(be16(80)))),
            definition("program of another kind", "a program of section `tp_btf` is no member of a struct of functions",
                () -> ops().program("test", btfTracepoint(INIT), p -> p.return_(0))),
            definition("that the kernel fills", "the kernel takes no program for `get_info` of `tcp_congestion_ops`",
                () -> tcp().program("info", member(INFO), p -> {})),
            definition("on its own",         "a program of section `struct_ops` is a member of a struct of functions: say o.structOps(…)",
                () -> Units.of(o -> o.license(GPL).program("test", member(INIT), p -> {}))),
            definition("that sleeps",        "functions of a `tcp_congestion_ops` are called where nobody may sleep",
                () -> Units.of(o -> o.license(GPL).options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6))).structOps(tcp().program("init", member(INIT).sleepable(), p -> {})))),
            definition("nothing",            "a struct of functions and its type have names",
                () -> structOps("", "tcp_congestion_ops")));
    }

    @TestFactory
    Stream<DynamicTest> refusesAStruct() {
        return Stream.of(
            definition("that lacks something", "`half` has no `ssthresh`, and the kernel takes no `tcp_congestion_ops` without",
                () -> Units.of(o -> o.license(GPL).structOps(structOps("half", "tcp_congestion_ops").data("name", chars(16).of("x"))))),
            definition("of others",            "a struct of functions is for the GPL only, and the license is \"Proprietary\"",
                () -> Units.of(o -> o.license(new License("Proprietary")).structOps(tcp()))),
            definition("of newer kernels",     "a `bpf_dummy_ops` needs kernel 5.16, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).structOps(ops()))),
            definition("with a newer link",    "a struct of functions that is attached by a link needs kernel 6.4, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).structOps(tcp().link()))),
            definition("with newer arguments", "a `cong_control` with 3 arguments needs kernel 6.10, the object must load on 6.6; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6))).structOps(tcp().program("control", member(CONTROL), p -> {})))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAWrite() {
        return Stream.of(
            definition("elsewhere",            "`tcp_sock.snd_cwnd` is memory of the kernel, and this is no program of a struct of functions",
                () -> Units.of(o -> o.license(GPL).program("test", btfTracepoint(PROBE), p -> p.argument(PROBED).set(WINDOW, 1)))),
            definition("to what is read only", "`tcp_sock.srtt_us` may only be read by programs of a `tcp_congestion_ops`",
                () -> init(p -> p.argument(NEW).set(ROUND_TRIP, 1))),
            definition("of newer kernels",     "a program that writes to `tcp_sock.snd_cwnd_stamp` needs kernel 6.10, the object must load on 6.6; say another in o.options(…)",
                () -> init(p -> p.argument(NEW).set(STAMP, 1))),
            definition("to what is found",     "`tcp_sock.snd_cwnd` is in nothing that the program was handed by the kernel itself",
                () -> init(p -> p.argument(NEW).get(AGAIN).set(WINDOW, 1))),
            definition("to bits",              "a part of 3 bits is read only",
                () -> init(p -> p.argument(NEW).set(FEW, u32(1)))),
            definition("of too large a number", "4294967296 does not fit in u32 (0 to 4294967295)",
                () -> init(p -> p.argument(NEW).set(WINDOW, 1L << 32))),
            definition("outside of an array",  "index 13 of `inet_connection_sock.icsk_ca_priv`, which has 13 elements",
                () -> release(p -> p.argument(OLD).set(PRIVATE, 13, u64(1)))),
            definition("to too large a struct", "struct `large` has 105 bytes, and `inet_connection_sock.icsk_ca_priv` has 104",
                () -> release(p -> p.argument(OLD).as(PRIVATE, LARGE))),
            definition("to another array",     "`inet_connection_sock.icsk_ca_priv2` may only be read by programs of a `tcp_congestion_ops`",
                () -> release(p -> p.argument(OLD).set(HALVES, 0, u32(1)))),
            definition("of a result by its number", "`init` returns no `int`; return_ says what it returns",
                () -> init(p -> p.returnCode(s32(1)))));
    }
    // spotless:on
}
