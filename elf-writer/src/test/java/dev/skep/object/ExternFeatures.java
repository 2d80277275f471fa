package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Width.B;
import static dev.skep.asm.Width.W;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;
import static dev.skep.testkit.loader.Loader.IPROUTE2;
import static dev.skep.testkit.loader.Loader.LIBBPF_1_1;

import dev.skep.asm.CodeBuilder;
import dev.skep.asm.Width;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.Enum;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.object.BpfExtern.Kconfig;
import dev.skep.object.BpfExtern.Ksym;
import dev.skep.object.BpfExtern.Strength;
import java.util.List;
import java.util.function.Function;

/** What the kernel provides: its configuration, its functions, its variables. */
final class ExternFeatures {
    private static final int RETURNED = 7;
    private static final String RELEASED = "bpf_rcu_read_unlock";

    private ExternFeatures() {}

    // spotless:off
    static List<Feature> all() {
        return List.of(
            Feature.of("version",           "5.2", config("LINUX_KERNEL_VERSION", Strength.STRONG, W, s -> s.u32),           RETURNED),
            Feature.of("config bool",       "5.2", config("CONFIG_BPF_SYSCALL", Strength.STRONG, B, ExternFeatures::bool),   RETURNED).here(),
            Feature.of("config tristate",   "5.2", config("CONFIG_BPF_SYSCALL", Strength.STRONG, W, ExternFeatures::tristate), RETURNED).here(),
            Feature.of("config character",  "5.2", config("CONFIG_BPF_SYSCALL", Strength.STRONG, B, s -> s.character),       RETURNED, CILIUM).here(),
            Feature.of("config number",     "5.2", config("CONFIG_HZ", Strength.STRONG, W, s -> s.s32),                      RETURNED).here(),
            Feature.of("config string",     "5.2", config("CONFIG_DEFAULT_HOSTNAME", Strength.STRONG, B, ExternFeatures::string), RETURNED).here(),
            Feature.of("config missing",    "5.2", missing("CONFIG_SKEP_NOT_THERE"),                                         RETURNED, CILIUM).here(),
            Feature.of("kfunc",             "6.2", locking(Strength.STRONG, ""),                                             RETURNED, AYA),
            Feature.of("kfunc of a flavour", "6.2", locking(Strength.STRONG, "___ours"),                                     RETURNED, LIBBPF_1_1, CILIUM, AYA, IPROUTE2),
            Feature.of("kfunc weak",        "6.2", guarded("bpf_rcu_read_lock"),                                             RETURNED, AYA),
            Feature.of("kfunc missing",     "5.13", guarded("skep_not_there"),                                               RETURNED, AYA),
            Feature.of("address",           "5.2", address("schedule", Strength.STRONG),                                     RETURNED),
            Feature.of("address missing",   "5.2", noAddress(BtfId.VOID),                                                    RETURNED),
            Feature.of("variable missing",  "5.10", noAddress(new Sketch().s32),                                             RETURNED, CILIUM));
    }
    // spotless:on

    /** Returns {@link #RETURNED} if the value is there and is not 0. */
    private static Sketch config(String name, Strength strength, Width width, Function<Sketch, BtfId> type) {
        var sketch = new Sketch();
        return sketch.extern(new Kconfig(name, type.apply(sketch), strength)).xdp(c -> {
            c.ldExtern(R1, name).ldx(width, R0, mem(R1));
            c.ifThen(R0.ne(0), () -> done(c));
            c.mov(R0, 1).exit();
        });
    }

    private static Sketch missing(String name) {
        var sketch = new Sketch();
        return sketch.extern(new Kconfig(name, sketch.s32, Strength.WEAK)).xdp(c -> c.ldExtern(R1, name)
                .ldx(W, R0, mem(R1))
                .add(R0, RETURNED)
                .exit());
    }

    private static BtfId bool(Sketch sketch) {
        return sketch.types.add(Int.of("_Bool", 1, IntEncoding.BOOL));
    }

    private static BtfId tristate(Sketch sketch) {
        var values =
                List.of(new Enumerator("TRI_NO", 0), new Enumerator("TRI_YES", 1), new Enumerator("TRI_MODULE", 2));
        return sketch.types.add(new Enum("libbpf_tristate", 4, Signedness.UNSIGNED, values));
    }

    private static BtfId string(Sketch sketch) {
        return sketch.types.add(new Array(sketch.types.add(new Const(sketch.character)), sketch.u32, 16));
    }

    private static Sketch locking(Strength strength, String flavour) {
        return new Sketch()
                .kfunc("bpf_rcu_read_lock" + flavour, strength, BtfId.VOID)
                .kfunc(RELEASED, strength, BtfId.VOID)
                .xdp(c -> {
                    c.callKfunc("bpf_rcu_read_lock" + flavour).callKfunc(RELEASED);
                    done(c);
                });
    }

    /** A function that may be missing is called where its address is not 0. */
    private static Sketch guarded(String name) {
        return new Sketch()
                .kfunc(name, Strength.WEAK, BtfId.VOID)
                .kfunc(RELEASED, Strength.WEAK, BtfId.VOID)
                .xdp(c -> {
                    c.ldExtern(R1, name);
                    c.ifThen(R1.ne(0), () -> c.callKfunc(name).callKfunc(RELEASED));
                    done(c);
                });
    }

    private static Sketch address(String name, Strength strength) {
        return new Sketch().extern(new Ksym(name, BtfId.VOID, strength)).xdp(c -> {
            c.ldExtern(R1, name);
            c.ifThen(R1.ne(0), () -> done(c));
            c.mov(R0, 1).exit();
        });
    }

    private static Sketch noAddress(BtfId type) {
        return new Sketch()
                .extern(new Ksym("skep_not_there", type, Strength.WEAK))
                .xdp(c -> {
                    c.ldExtern(R1, "skep_not_there");
                    c.ifThen(R1.eq(0), () -> done(c));
                    c.mov(R0, 1).exit();
                });
    }

    private static void done(CodeBuilder c) {
        c.mov(R0, RETURNED).exit();
    }
}
