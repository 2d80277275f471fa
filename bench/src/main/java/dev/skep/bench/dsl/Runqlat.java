package dev.skep.bench.dsl;

import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bool;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.UpdateFlag.ANY;

import dev.skep.compiler.Options;
import dev.skep.dsl.Array;
import dev.skep.dsl.Bool;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.Contents;
import dev.skep.dsl.Field;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.kernel.KernelVersion;

/** How long tasks wait for a CPU once they could run: a histogram for each process, in powers of two. */
public final class Runqlat {
    private static final int SLOTS = 27;

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<U32> PID = TASK.field("pid", U32);
    private static final KernelField<U32> TGID = TASK.field("tgid", U32);

    /** 0 while the task could run. */
    private static final KernelField<U32> STATE = TASK.field("__state", U32);

    private static final StructDef HISTOGRAM = struct("hist");
    private static final Field<Array<U32>> COUNTS = HISTOGRAM.field("slots", array(U32, SLOTS));

    /** When a thread became ready to run. */
    private static final HashMapDef<U32, U64> READY = hashMap("start", U32, U64).maxEntries(10240);

    private static final HashMapDef<U32, Struct> HISTOGRAMS =
            hashMap("hists", U32, HISTOGRAM).maxEntries(1024);

    /** The process to watch; 0 for all. */
    private static final ConfigDef<U32> PROCESS = config("targ_tgid", U32, 0);

    /** Whether slots count milliseconds, not microseconds. */
    private static final ConfigDef<Bool> MILLISECONDS = config("targ_ms", BOOL, Contents.of(bool(false)));

    private Runqlat() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("Runqlat", o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6)))
                .program("rq_wakeup", rawTracepoint("sched_wakeup"), Runqlat::onWakeup)
                .program("rq_switch", rawTracepoint("sched_switch"), Runqlat::onSwitch));
    }

    private static void onWakeup(ProgramBuilder<RawTracepointArgs, Integer> p) {
        enqueue(p, TASK.at(p.context().get(RawTracepointArgs.argument(0))));
        p.return_(0);
    }

    private static void onSwitch(ProgramBuilder<RawTracepointArgs, Integer> p) {
        var previous = TASK.at(p.context().get(RawTracepointArgs.argument(1)));
        p.ifThen(previous.get(STATE).eq(0), () -> enqueue(p, previous));

        var next = TASK.at(p.context().get(RawTracepointArgs.argument(2)));
        var pid = next.get(PID);
        var start = p.lookup(READY, pid).orElseReturn(0);
        var waited = p.ktimeGetNs().sub(start.get());
        p.ifThen(waited.to(S64).ge(0), () -> p.lookupOrInsert(HISTOGRAMS, next.get(TGID))
                .ifPresent(histogram -> histogram.at(COUNTS, slot(p, waited)).atomicAdd(1)));
        p.delete(READY, pid);
        p.return_(0);
    }

    private static void enqueue(ProgramBuilder<RawTracepointArgs, Integer> p, KernelObject task) {
        var tgid = task.get(TGID);
        var pid = task.get(PID);
        var process = p.config(PROCESS);
        p.ifThen(pid.ne(0).and(process.eq(0).or(process.eq(tgid))), () -> p.update(READY, pid, p.ktimeGetNs(), ANY));
    }

    /** The logarithm of the time, base two, or the last slot. */
    private static U32 slot(FunctionBuilder<?> p, U64 waited) {
        var units = p.variable(waited);
        p.ifThenElse(
                p.config(MILLISECONDS).isTrue(),
                () -> units.set(waited.div(1_000_000)),
                () -> units.set(waited.div(1_000)));
        var slot = p.variable(u32(SLOTS - 1));
        p.ifThen(units.get().lt(1 << (SLOTS - 1)), () -> {
            var rest = p.variable(units.get().to(U32));
            slot.set(0);
            for (var bits = 16; bits > 0; bits /= 2) {
                var distance = bits;
                p.ifThen(rest.get().ge(1L << distance), () -> {
                    rest.set(rest.get().rsh(distance));
                    slot.set(slot.get().add(distance));
                });
            }
        });
        return slot.get().min(SLOTS - 1);
    }
}
