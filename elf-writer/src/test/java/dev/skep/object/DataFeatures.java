package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.B;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;
import static dev.skep.testkit.loader.Loader.CILIUM;

import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.Member;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import java.util.List;

/** Data of every section: variables, what only the object's own code knows, and values per CPU. */
final class DataFeatures {
    private static final int RETURNED = 7;

    private DataFeatures() {}

    // spotless:off
    static List<Feature> all() {
        return List.of(
            Feature.of("data",             "5.2", variable(".data"),         RETURNED),
            Feature.of("data of a name",   "5.2", variable(".data.hot"),     RETURNED),
            Feature.of("rodata",           "5.2", variable(".rodata"),       RETURNED),
            Feature.of("rodata of a name", "5.2", variable(".rodata.limits"), RETURNED),
            Feature.of("bss",              "5.2", zeros(".bss"),             RETURNED),
            Feature.of("bss of a name",    "5.2", zeros(".bss.cold"),        RETURNED, CILIUM),
            Feature.of("literals",         "5.2", literals(".rodata"),       RETURNED),
            Feature.of("merged literals",  "5.2", literals(".rodata.str1.1"), RETURNED),
            Feature.of("literal among variables", "5.2", literalAmongVariables(), RETURNED),
            Feature.of("members of globals", "5.2", members(),               RETURNED),
            Feature.of("values per cpu",   "4.6", perCpu(),                  RETURNED));
    }
    // spotless:on

    /** Global and static, at the start and further on. */
    private static Sketch variable(String name) {
        var sketch = new Sketch();
        var section = new DataSection(name);
        var type = section.kind() == DataSection.Kind.RODATA ? sketch.types.add(new Const(sketch.s32)) : sketch.s32;
        return sketch.variable("a", section, BtfLinkage.GLOBAL, type, 1)
                .variable("b", section, BtfLinkage.STATIC, type, 2)
                .variable("c", section, BtfLinkage.GLOBAL, type, 4)
                .xdp(c -> {
                    c.ldGlobal(R1, "a").ldx(W, R0, mem(R1));
                    c.ldGlobal(R1, "b").ldx(W, R1, mem(R1)).add(R0, R1);
                    c.ldGlobal(R1, "c").ldx(W, R1, mem(R1)).add(R0, R1).exit();
                });
    }

    private static Sketch zeros(String name) {
        var sketch = new Sketch();
        var section = new DataSection(name);
        return sketch.variable("a", section, BtfLinkage.GLOBAL, sketch.s32, 0)
                .variable("b", section, BtfLinkage.STATIC, sketch.s32, 0)
                .xdp(c -> {
                    c.ldGlobal(R1, "b").st(W, mem(R1), RETURNED);
                    c.ldGlobal(R2, "a").ldx(W, R0, mem(R2));
                    c.ldx(W, R1, mem(R1)).add(R0, R1).exit();
                });
    }

    private static Sketch literals(String name) {
        var section = new DataSection(name);
        return new Sketch()
                .constant("one", section, (byte) 'a', (byte) 'b', (byte) 0)
                .constant("two", section, (byte) 9, (byte) RETURNED, (byte) 0)
                .xdp(c -> c.ldGlobal(R1, "two", 1).ldx(B, R0, mem(R1)).exit());
    }

    private static Sketch literalAmongVariables() {
        var sketch = new Sketch();
        var type = sketch.types.add(new Const(sketch.s32));
        return sketch.constant("one", DataSection.RODATA, (byte) 3, (byte) 0)
                .variable("a", DataSection.RODATA, BtfLinkage.GLOBAL, type, 3)
                .constant("two", DataSection.RODATA, (byte) 4, (byte) 0)
                .xdp(c -> {
                    c.ldGlobal(R1, "two").ldx(B, R0, mem(R1));
                    c.ldGlobal(R1, "a").ldx(W, R1, mem(R1)).add(R0, R1).exit();
                });
    }

    private static Sketch members() {
        var sketch = new Sketch();
        var array = sketch.types.add(new Array(sketch.s32, sketch.u32, 3));
        var type = sketch.struct("pair", 16, Member.at(0, "first", sketch.s32), Member.at(4, "rest", array));
        return sketch.variable("pair", DataSection.DATA, BtfLinkage.GLOBAL, type, 1, 2, 3, RETURNED)
                .xdp(c -> c.ldGlobal(R1, "pair", 12).ldx(W, R0, mem(R1)).exit());
    }

    private static Sketch perCpu() {
        var sketch = new Sketch();
        var type =
                sketch.struct("counters", 16, Member.at(0, "packets", sketch.u64), Member.at(8, "bytes", sketch.u64));
        return sketch.map(BpfMap.of(
                        "counters", MapType.PERCPU_ARRAY, MapPart.ofType(sketch.u32), MapPart.ofType(type), 1))
                .xdp(c -> {
                    c.st(W, mem(R10, -4), 0).mov(R2, R10).add(R2, -4);
                    c.ldMap(R1, "counters").call(Helper.MAP_LOOKUP_ELEM);
                    c.ifThen(R0.ne(0), () -> {
                        c.mov(R6, R0).st(DW, mem(R6, 8), RETURNED);
                        c.ldx(DW, R0, mem(R6, 8)).exit();
                    });
                    c.mov(R0, 1).exit();
                });
    }
}
