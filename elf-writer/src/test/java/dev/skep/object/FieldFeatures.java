package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Register.R7;
import static dev.skep.asm.Width.W;
import static dev.skep.object.FieldSketch.RETURNED;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import dev.skep.object.BpfExtern.Strength;
import java.util.List;

/** What the kernel looks for in map values: locks, deferred work, pointers. */
final class FieldFeatures {
    private static final int CLOCK_MONOTONIC = 1;
    private static final long SECOND = 1_000_000_000L;

    private final FieldSketch fields = new FieldSketch();

    private FieldFeatures() {}

    // spotless:off
    static List<Feature> all() {
        return List.of(
            Feature.of("spin lock",       "5.1",  new FieldFeatures().spinLock(),      RETURNED),
            Feature.of("resilient lock",  "6.15", new FieldFeatures().resilientLock(), RETURNED, AYA),
            Feature.of("timer",           "5.15", new FieldFeatures().timer(),         RETURNED),
            Feature.of("work queue",      "6.10", new FieldFeatures().workQueue(),     RETURNED, AYA).here(),
            Feature.of("task work",       "6.18", new FieldFeatures().taskWork(),      RETURNED),
            Feature.of("kptr of ours",    "6.7",  new FieldFeatures().ownPointer(),    RETURNED, CILIUM, AYA),
            Feature.of("kptr of kernel",  "6.2", new FieldFeatures().kernelPointer(), RETURNED, AYA),
            Feature.of("kptr per cpu",    "6.7",  new FieldFeatures().perCpuPointer(), RETURNED, CILIUM, AYA),
            Feature.of("uptr",            "6.13", new FieldFeatures().userPointer(),   RETURNED));
    }
    // spotless:on

    private Sketch spinLock() {
        var lock = fields.lock();
        return fields.valued(8, Member.at(0, "counter", fields.sketch.s32), Member.at(4, "lock", lock))
                .xdp(c -> fields.lookup(c, () -> {
                    c.mov(R1, R6).add(R1, 4).call(Helper.SPIN_LOCK);
                    c.ldx(W, R7, mem(R6)).add(R7, RETURNED).stx(W, mem(R6), R7);
                    c.mov(R1, R6).add(R1, 4).call(Helper.SPIN_UNLOCK);
                    c.mov(R0, R7).exit();
                }));
    }

    private Sketch resilientLock() {
        var lock = fields.sketch.struct("bpf_res_spin_lock", 4, Member.at(0, "val", fields.sketch.u32));
        var parameter = new Parameter("lock", fields.sketch.pointer(lock));
        return fields.valued(8, Member.at(0, "counter", fields.sketch.s32), Member.at(4, "lock", lock))
                .kfunc("bpf_res_spin_lock", Strength.STRONG, fields.sketch.s32, parameter)
                .kfunc("bpf_res_spin_unlock", Strength.STRONG, BtfId.VOID, parameter)
                .xdp(c -> fields.lookup(c, () -> {
                    c.mov(R1, R6).add(R1, 4).callKfunc("bpf_res_spin_lock");
                    c.ifThen(R0.ne(0), () -> c.mov(R0, 2).exit());
                    c.mov(R1, R6).add(R1, 4).callKfunc("bpf_res_spin_unlock");
                    FieldSketch.done(c);
                }));
    }

    /** Cancelling tells whether it ran. */
    private Sketch timer() {
        return fields.valued(16, Member.at(0, "timer", fields.opaque("bpf_timer", 2)))
                .function(BtfLinkage.STATIC, "elapsed", fields.callback(), c -> c.mov(R0, 0)
                        .exit())
                .xdp(c -> fields.lookup(c, () -> {
                    c.mov(R1, R6).ldMap(R2, "m").mov(R3, CLOCK_MONOTONIC).call(Helper.TIMER_INIT);
                    c.mov(R1, R6).ldFunction(R2, "elapsed").call(Helper.TIMER_SET_CALLBACK);
                    c.mov(R1, R6).lddw(R2, SECOND).mov(R3, 0).call(Helper.TIMER_START);
                    c.mov(R1, R6).call(Helper.TIMER_CANCEL);
                    c.add(R0, RETURNED - 1).exit();
                }));
    }

    private Sketch workQueue() {
        var queue = fields.opaque("bpf_wq", 2);
        var to = new Parameter("wq", fields.sketch.pointer(queue));
        var flags = new Parameter("flags", fields.sketch.u32);
        var work = new Parameter("callback_fn", fields.sketch.pointer(fields.callback()));
        return fields.valued(16, Member.at(0, "work", queue))
                .kfunc("bpf_wq_init", Strength.STRONG, fields.sketch.s32, to, fields.any("p__map"), flags)
                .kfunc(
                        "bpf_wq_set_callback_impl",
                        Strength.STRONG,
                        fields.sketch.s32,
                        to,
                        work,
                        flags,
                        fields.any("aux__ign"))
                .kfunc("bpf_wq_start", Strength.STRONG, fields.sketch.s32, to, flags)
                .function(BtfLinkage.STATIC, "work", fields.callback(), c -> c.mov(R0, 0)
                        .exit())
                .xdp(c -> fields.lookup(c, () -> {
                    c.mov(R1, R6).ldMap(R2, "m").mov(R3, 0).callKfunc("bpf_wq_init");
                    c.mov(R1, R6).ldFunction(R2, "work").mov(R3, 0).mov(R4, 0).callKfunc("bpf_wq_set_callback_impl");
                    c.mov(R1, R6).mov(R2, 0).callKfunc("bpf_wq_start");
                    FieldSketch.done(c);
                }));
    }

    private Sketch taskWork() {
        return fields.valued(8, Member.at(0, "work", fields.opaque("bpf_task_work", 1)))
                .xdp(c -> fields.lookup(c, () -> FieldSketch.done(c)));
    }

    private Sketch ownPointer() {
        var item = fields.sketch.struct("item", 4, Member.at(0, "key", fields.sketch.s32));
        fields.tagged("kptr", item, MapType.ARRAY);
        return fields.objects()
                .xdp(c -> fields.lookup(c, () -> {
                    fields.allocate(c, item);
                    c.mov(R1, R6).mov(R2, R0).call(Helper.KPTR_XCHG);
                    c.ifThen(R0.ne(0), () -> c.mov(R1, R0).mov(R2, 0).callKfunc("bpf_obj_drop_impl"));
                    FieldSketch.done(c);
                }));
    }

    private Sketch kernelPointer() {
        var task = fields.sketch.struct("task_struct", 0);
        return fields.tagged("kptr", task, MapType.ARRAY)
                .kfunc("bpf_task_release", Strength.STRONG, BtfId.VOID, new Parameter("p", fields.sketch.pointer(task)))
                .xdp(c -> fields.lookup(c, () -> {
                    c.mov(R1, R6).mov(R2, 0).call(Helper.KPTR_XCHG);
                    c.ifThen(R0.ne(0), () -> c.mov(R1, R0).callKfunc("bpf_task_release"));
                    FieldSketch.done(c);
                }));
    }

    private Sketch perCpuPointer() {
        var item = fields.sketch.struct("item", 8, Member.at(0, "count", fields.sketch.u64));
        return fields.tagged("percpu_kptr", item, MapType.ARRAY)
                .kfunc(
                        "bpf_percpu_obj_new_impl",
                        Strength.STRONG,
                        fields.sketch.pointer,
                        new Parameter("type", fields.sketch.u64),
                        fields.any("meta"))
                .kfunc(
                        "bpf_percpu_obj_drop_impl",
                        Strength.STRONG,
                        BtfId.VOID,
                        fields.any("object"),
                        fields.any("meta"))
                .xdp(c -> fields.lookup(c, () -> {
                    fields.identify(c, item);
                    c.mov(R2, 0).callKfunc("bpf_percpu_obj_new_impl");
                    c.ifThen(R0.eq(0), () -> c.mov(R0, 2).exit());
                    c.mov(R1, R6).mov(R2, R0).call(Helper.KPTR_XCHG);
                    c.ifThen(R0.ne(0), () -> c.mov(R1, R0).mov(R2, 0).callKfunc("bpf_percpu_obj_drop_impl"));
                    FieldSketch.done(c);
                }));
    }

    private Sketch userPointer() {
        var item = fields.sketch.struct("item", 8, Member.at(0, "count", fields.sketch.u64));
        return fields.tagged("uptr", item, MapType.TASK_STORAGE).xdp(FieldSketch::done);
    }
}
