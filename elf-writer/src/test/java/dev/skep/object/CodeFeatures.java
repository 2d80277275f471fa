package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;
import static dev.skep.testkit.loader.Loader.IPROUTE2;
import static dev.skep.testkit.loader.Loader.LIBBPF_1_1;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.DeclTag;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import dev.skep.object.BpfExtern.Strength;
import java.util.List;

/** Code: programs and functions, how they call each other, and what is said of them. */
final class CodeFeatures {
    private static final int RETURNED = 7;

    private CodeFeatures() {}

    // spotless:off
    static List<Feature> all() {
        return List.of(
            Feature.of("programs of a section", "3.19", programs(),          RETURNED),
            Feature.of("functions",             "5.6",  functions(),         RETURNED),
            Feature.of("context tag",           "6.8",  contextTag(),        RETURNED),
            Feature.of("nonnull tag",           "6.8",  nonnullTag(),        RETURNED),
            Feature.of("loop callback",         "5.17", loop(),              RETURNED),
            Feature.of("element callback",      "5.13", elements(),          RETURNED),
            Feature.of("tail call",             "4.2",  tailCall(),          1),
            Feature.of("iterator",              "6.4",  iterator(),          RETURNED, AYA),
            Feature.of("may goto",              "6.9",  mayGoto(),           RETURNED),
            Feature.of("exception",             "6.7",  exception(false),    RETURNED, AYA),
            Feature.of("exception callback",    "6.7",  exception(true),     RETURNED, LIBBPF_1_1, CILIUM, AYA, IPROUTE2));
    }
    // spotless:on

    private static Sketch programs() {
        return new Sketch()
                .program("xdp", "first", c -> c.mov(R0, 2).exit())
                .xdp(c -> c.mov(R0, RETURNED).exit())
                .program("classifier", "third", c -> c.mov(R0, 0).exit())
                .program("xdp", "last", c -> c.mov(R0, 3).exit());
    }

    /** Static and global call each other both ways. */
    private static Sketch functions() {
        var sketch = new Sketch();
        var unary = sketch.proto(sketch.s32, new Parameter("a", sketch.s32));
        return sketch.function(BtfLinkage.STATIC, "inner", unary, c -> c.mov(R0, R1)
                        .add(R0, 1)
                        .exit())
                .function(BtfLinkage.GLOBAL, "shared", unary, c -> c.call("inner")
                        .add(R0, 2)
                        .exit())
                .function(BtfLinkage.STATIC, "outer", unary, c -> c.call("shared")
                        .add(R0, 3)
                        .exit())
                .xdp(c -> c.mov(R1, 1).call("outer").exit());
    }

    private static Sketch contextTag() {
        var sketch = new Sketch();
        var proto = sketch.proto(sketch.s32, new Parameter("context", sketch.pointer));
        tag(sketch, "shared", proto, 0, "arg:ctx");
        return sketch.function(BtfLinkage.GLOBAL, "shared", proto, c -> c.ldx(W, R0, mem(R1, 12))
                        .mov(R0, RETURNED)
                        .exit())
                .xdp(c -> c.call("shared").exit());
    }

    /** Without the tag the function would have to compare its argument with null. */
    private static Sketch nonnullTag() {
        var sketch = new Sketch();
        var proto = sketch.proto(sketch.s32, new Parameter("number", sketch.pointer(sketch.s32)));
        tag(sketch, "shared", proto, 0, "arg:nonnull");
        return sketch.function(BtfLinkage.GLOBAL, "shared", proto, c -> c.ldx(W, R0, mem(R1))
                        .exit())
                .xdp(c -> c.st(W, mem(R10, -4), RETURNED)
                        .mov(R1, R10)
                        .add(R1, -4)
                        .call("shared")
                        .exit());
    }

    private static void tag(Sketch sketch, String function, BtfId proto, int parameter, String text) {
        var declared = sketch.types.add(new Func(function, proto, BtfLinkage.GLOBAL));
        sketch.types.add(DeclTag.onComponent(declared, parameter, text));
    }

    private static Sketch loop() {
        var sketch = new Sketch();
        var proto =
                sketch.proto(sketch.u64, new Parameter("index", sketch.u32), new Parameter("context", sketch.pointer));
        return sketch.function(BtfLinkage.STATIC, "step", proto, c -> c.ldx(DW, R3, mem(R2))
                        .add(R3, 1)
                        .stx(DW, mem(R2), R3)
                        .mov(R0, 0)
                        .exit())
                .xdp(c -> {
                    c.st(DW, mem(R10, -8), 0);
                    c.mov(R1, RETURNED)
                            .ldFunction(R2, "step")
                            .mov(R3, R10)
                            .add(R3, -8)
                            .mov(R4, 0)
                            .call(Helper.LOOP);
                    c.ldx(DW, R0, mem(R10, -8)).exit();
                });
    }

    private static Sketch elements() {
        var sketch = new Sketch();
        var proto = sketch.proto(
                sketch.u64,
                new Parameter("map", sketch.pointer),
                new Parameter("key", sketch.pointer),
                new Parameter("value", sketch.pointer),
                new Parameter("context", sketch.pointer));
        return sketch.map(
                        BpfMap.of("m", MapType.ARRAY, MapPart.ofType(sketch.u32), MapPart.ofType(sketch.u64), RETURNED))
                .function(BtfLinkage.STATIC, "each", proto, c -> c.mov(R0, 0).exit())
                .xdp(c -> {
                    c.ldMap(R1, "m").ldFunction(R2, "each").mov(R3, 0).mov(R4, 0);
                    c.call(Helper.FOR_EACH_MAP_ELEM).exit();
                });
    }

    /** The slot is empty: the program goes on. */
    private static Sketch tailCall() {
        return new Sketch()
                .map(BpfMap.of("jumps", MapType.PROG_ARRAY, MapPart.ofSize(4), MapPart.ofSize(4), 2))
                .xdp(c -> c.ldMap(R2, "jumps")
                        .mov(R3, 0)
                        .call(Helper.TAIL_CALL)
                        .mov(R0, 1)
                        .exit());
    }

    private static Sketch iterator() {
        var sketch = new Sketch();
        var it = sketch.struct("bpf_iter_num", 8, Member.at(0, "opaque", sketch.u64));
        var in = new Parameter("it", sketch.pointer(it));
        return sketch.kfunc(
                        "bpf_iter_num_new",
                        Strength.STRONG,
                        sketch.s32,
                        in,
                        new Parameter("start", sketch.s32),
                        new Parameter("end", sketch.s32))
                .kfunc("bpf_iter_num_next", Strength.STRONG, sketch.pointer(sketch.s32), in)
                .kfunc("bpf_iter_num_destroy", Strength.STRONG, BtfId.VOID, in)
                .xdp(c -> {
                    var next = c.newLabel("next");
                    var end = c.newLabel("end");
                    c.mov(R6, 0)
                            .mov(R1, R10)
                            .add(R1, -8)
                            .mov(R2, 0)
                            .mov(R3, RETURNED)
                            .callKfunc("bpf_iter_num_new");
                    c.bind(next)
                            .mov(R1, R10)
                            .add(R1, -8)
                            .callKfunc("bpf_iter_num_next")
                            .jeq(R0, 0, end);
                    c.add(R6, 1).ja(next);
                    c.bind(end).mov(R1, R10).add(R1, -8).callKfunc("bpf_iter_num_destroy");
                    c.mov(R0, RETURNED).exit();
                });
    }

    private static Sketch mayGoto() {
        return new Sketch().xdp(c -> {
            var next = c.newLabel("next");
            var end = c.newLabel("end");
            c.mov(R6, 0);
            c.bind(next).mayGoto(end).add(R6, 1).jlt(R6, RETURNED, next);
            c.bind(end).mov(R0, R6).exit();
        });
    }

    private static Sketch exception(boolean withCallback) {
        var sketch = new Sketch();
        var cookie = new Parameter("cookie", sketch.u64);
        sketch.kfunc("bpf_throw", Strength.STRONG, BtfId.VOID, cookie);
        if (!withCallback) {
            return sketch.xdp(
                    c -> c.mov(R1, RETURNED).callKfunc("bpf_throw").mov(R0, 1).exit());
        }
        var proto = sketch.proto(sketch.s32, cookie);
        var program = sketch.types.add(new Func("p", sketch.entry, BtfLinkage.GLOBAL));
        sketch.types.add(DeclTag.on(program, "exception_callback:caught"));
        return sketch.function(BtfLinkage.GLOBAL, "caught", proto, c -> c.mov(R0, R1)
                        .add(R0, 2)
                        .exit())
                .xdp(c -> c.mov(R1, RETURNED - 2)
                        .callKfunc("bpf_throw")
                        .mov(R0, 1)
                        .exit());
    }
}
