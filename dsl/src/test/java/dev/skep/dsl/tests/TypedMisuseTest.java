package dev.skep.dsl.tests;

import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.KernelVariable.kernelVariable;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.btfTracepoint;
import static dev.skep.dsl.ProgramType.fentry;
import static dev.skep.dsl.ProgramType.fexit;
import static dev.skep.dsl.ProgramType.iter;
import static dev.skep.dsl.ProgramType.lsm;
import static dev.skep.dsl.ProgramType.lsmCgroup;
import static dev.skep.dsl.StorageDef.taskStorage;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.tests.Misuse.definition;

import dev.skep.compiler.Options;
import dev.skep.dsl.Field;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.License;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.S32;
import dev.skep.dsl.StorageDef;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.Units;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of programs whose arguments the kernel's BTF types: each is an exception with this message, thrown at the user's line. */
class TypedMisuseTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);

    private static final StorageDef<U64> TIMES = taskStorage("times", U64);
    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> PID = TASK.field("pid", S32);
    private static final KernelStruct FILE = kernelStruct("file");

    private static final KernelSignature OPEN = kernelSignature("file_open");
    private static final KernelArgument<KernelObject> OPENED = OPEN.pointer("file", FILE);
    private static final KernelArgument<S32> BEFORE = OPEN.result(S32);

    private static final KernelSignature WAKEUP = kernelSignature("sched_wakeup");
    private static final KernelArgument<KernelObject> WOKEN = WAKEUP.pointer("p", TASK);

    private static final KernelSignature FREE = kernelSignature("put_task_struct");
    private static final NullableArgument FREED = FREE.nullable("t", TASK);

    private static final KernelStruct META = kernelStruct("bpf_iter_meta");
    private static final KernelField<KernelObject> SEQ = META.pointer("seq", kernelStruct("seq_file"));
    private static final KernelArray<U32> WORDS = TASK.array("words", U32, 4);
    private static final KernelArray<U8> COMM = TASK.array("comm", U8, 16);

    private static final KernelSignature TASKS = kernelSignature("task");
    private static final KernelArgument<KernelObject> OF_TASKS = TASKS.pointer("meta", META);
    private static final NullableArgument EACH = TASKS.nullable("task", TASK);

    private static final KernelSignature BARE = kernelSignature("task");
    private static final KernelArgument<KernelObject> OF_BARE = BARE.pointer("meta", META);
    private static final KernelArgument<KernelObject> ALWAYS = BARE.pointer("task", TASK);

    private static void on(ProgramType<TypedBuilder<Integer>> type, Consumer<TypedBuilder<Integer>> statements) {
        Units.of(o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12)))
                .program("test", type, statements));
    }

    private static KernelSignature full() {
        var many = kernelSignature("many");
        for (var i = 0; i < 12; i++) many.argument("a" + i, S32);
        return many;
    }

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesASignature() {
        return Stream.of(
            definition("thirteen arguments", "argument `m` is one more than the 12 that are handed over",
                () -> full().argument("m", S32)),
            definition("argument twice",     "`twice` has an argument `a` already",
                () -> { var twice = kernelSignature("twice"); twice.argument("a", S32); twice.pointer("a", TASK); }),
            definition("argument behind the result", "`late` has a result, which comes behind argument `a`",
                () -> { var late = kernelSignature("late"); late.result(S32); late.argument("a", S32); }),
            definition("two results",        "`late` has a result already",
                () -> { var late = kernelSignature("late"); late.result(S32); late.result(TASK); }),
            definition("argument too late",  "`sched_wakeup` is in use; declare `more` before",
                () -> { on(btfTracepoint(WAKEUP), p -> p.return_(0)); WAKEUP.argument("more", S32); }),
            definition("no name",            "what the kernel calls has a name",
                () -> kernelSignature(" ")));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnArgument() {
        return Stream.of(
            definition("of another signature", "`file_open.file` is no argument of `sched_wakeup`",
                () -> on(btfTracepoint(WAKEUP), p -> p.argument(OPENED))),
            definition("result at the start",  "no result is handed to programs of section `fentry`",
                () -> on(fentry(OPEN), p -> p.argument(BEFORE))),
            definition("result in a cgroup",   "no result is handed to programs of section `lsm_cgroup`",
                () -> on(lsmCgroup(OPEN), p -> p.argument(BEFORE))),
            definition("null in a callback",   "the argument of LINE stays outside of a callback, which is another function",
                () -> on(btfTracepoint(FREE), p -> p.loop(u32(2), (i, loop) -> p.nullable(FREED)))),
            definition("field of another struct", "`task_struct.pid` is no field of struct `file`",
                () -> on(fentry(OPEN), p -> p.argument(OPENED).get(PID))),
            definition("address to a storage", "struct `task_struct` is at an address that the verifier does not know, and is read only",
                () -> on(btfTracepoint(WAKEUP), p -> p.lookup(TIMES, p.currentTask(TASK)))),
            definition("address to a helper",  "struct `task_struct` is at an address that the verifier does not know, and is read only",
                () -> on(btfTracepoint(WAKEUP), p -> p.call(Helper.TASK_PT_REGS, p.currentTask(TASK)))),
            definition("words as a struct",    "the kernel says what is in `the arguments of the kernel`, and not `event`",
                () -> on(btfTracepoint(WAKEUP), p -> p.context().as(EVENT).get(TIME))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnIterator() {
        return Stream.of(
            definition("object that is always there", "`task.task` is null when all is over; declare it with nullable(…)",
                () -> Units.of(o -> o.license(GPL).program("test", iter(BARE), p -> { p.argument(OF_BARE); p.argument(ALWAYS); }))),
            definition("result",               "a program of section `iter` returns 0 to 1, not 2",
                () -> on(iter(TASKS), p -> p.return_(2))),
            definition("text elsewhere",       "`bpf_seq_printf` is not for programs of section `tp_btf`, but of `iter`",
                () -> on(btfTracepoint(WAKEUP), p -> p.seqPrintf(p.argument(WOKEN), "text"))),
            definition("text to another file", "a `bpf_iter_meta` where the `seq_file` of an iterator is wanted",
                () -> on(iter(TASKS), p -> p.seqPrintf(p.argument(OF_TASKS), "text"))),
            definition("text for others",      "`bpf_seq_printf` is for the GPL only, and the license is \"Proprietary\"",
                () -> Units.of(o -> o.license(new License("Proprietary")).program("test", iter(TASKS), p -> p.seqPrintf(p.argument(OF_TASKS).get(SEQ), "text")))),
            definition("text by a number",     "`%d` does not print a text of the kernel; write %s",
                () -> on(iter(TASKS), p -> p.nullable(EACH).ifPresent(task -> p.seqPrintf(p.argument(OF_TASKS).get(SEQ), "%d", task.text(COMM))))),
            definition("text of words",        "`task_struct.words` has elements of more than a byte, and is no text",
                () -> on(iter(TASKS), p -> p.nullable(EACH).ifPresent(task -> task.text(WORDS)))),
            definition("text of another",      "`task_struct.comm` is no field of struct `bpf_iter_meta`",
                () -> on(iter(TASKS), p -> p.argument(OF_TASKS).text(COMM))),
            definition("helper by its name",   "`bpf_seq_printf` is called by p.seqPrintf(…)",
                () -> on(iter(TASKS), p -> p.call(Helper.SEQ_PRINTF, p.argument(OF_TASKS).get(SEQ), "text", 5, 0, 0))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAProgram() {
        return Stream.of(
            definition("result of fentry",   "a program of section `fentry` returns 0, not 1",
                () -> on(fentry(WAKEUP), p -> p.return_(1))),
            definition("result of fexit",    "a program of section `fexit` returns 0, not -1",
                () -> on(fexit(FREE), p -> p.nullable(FREED).orElseReturn(-1))),
            definition("result of a hook",   "a program of section `lsm` returns -4095 to 1, not 2",
                () -> on(lsm(OPEN), p -> p.return_(2))),
            definition("result in a cgroup", "a program of section `lsm_cgroup` returns 0 to 1, not -1",
                () -> on(lsmCgroup(OPEN), p -> p.return_(-1))),
            definition("license",            "a program of section `lsm` is for the GPL only, and the license is \"Proprietary\"",
                () -> Units.of(o -> o.license(new License("Proprietary")).program("test", lsm(OPEN), p -> p.return_(0)))),
            definition("old kernel",         "a program of section `lsm_cgroup` needs kernel 6.0, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", lsmCgroup(OPEN), p -> p.return_(0)))),
            definition("packet where none is", "there is no packet in `the arguments of the kernel`",
                () -> Units.of(o -> o.license(GPL).program("test", fentry(WAKEUP), TypedBuilder::packet))),
            definition("sleeping cgroup",    "section `lsm_cgroup.s/file_open` is none that loaders know; did you mean `lsm_cgroup`?",
                () -> lsmCgroup(OPEN).sleepable()),
            definition("argument read in vain", "`sched_wakeup.p` is no argument of `put_task_struct`",
                () -> on(btfTracepoint(FREE), p -> p.argument(WOKEN))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAVariable() {
        return Stream.of(
            definition("of each CPU as one",   "each CPU has a `runqueues`: say p.thisCpu(…)",
                () -> on(btfTracepoint(WAKEUP), p -> p.kernel(kernelVariable("runqueues", TASK).perCpu()))),
            definition("one of each CPU",      "`init_task` is no variable that each CPU has: say p.kernel(…), or declare it perCpu()",
                () -> on(btfTracepoint(WAKEUP), p -> p.thisCpu(kernelVariable("init_task", TASK)))),
            definition("one of a CPU",         "`init_task` is no variable that each CPU has: say p.kernel(…), or declare it perCpu()",
                () -> on(btfTracepoint(WAKEUP), p -> p.perCpu(kernelVariable("init_task", TASK), u32(0)))),
            definition("weak",                 "`init_task` cannot be weak: nothing could ask for it",
                () -> kernelVariable("init_task", TASK).weak()),
            definition("without a name",       "a variable of the kernel has a name",
                () -> kernelVariable("", TASK)),
            definition("by the helper",        "`bpf_this_cpu_ptr` is called by p.thisCpu(…)",
                () -> on(btfTracepoint(WAKEUP), p -> p.call(Helper.THIS_CPU_PTR, 0))));
    }
    // spotless:on
}
