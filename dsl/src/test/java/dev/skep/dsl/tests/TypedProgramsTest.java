package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.PerfEventArrayDef.perfEventArray;
import static dev.skep.dsl.ProgramType.btfTracepoint;
import static dev.skep.dsl.ProgramType.fentry;
import static dev.skep.dsl.ProgramType.fexit;
import static dev.skep.dsl.ProgramType.fmodRet;
import static dev.skep.dsl.ProgramType.iter;
import static dev.skep.dsl.ProgramType.lsm;
import static dev.skep.dsl.ProgramType.lsmCgroup;
import static dev.skep.dsl.StorageDef.taskStorage;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.Bool;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.PerfEventArrayDef;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.S32;
import dev.skep.dsl.StorageDef;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose arguments the kernel's BTF types: what the verifier knows of them, and what the API says it is. */
class TypedProgramsTest {
    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> PID = TASK.field("pid", S32);
    private static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);
    private static final KernelArray<U8> COMM = TASK.array("comm", U8, 16);

    private static final KernelSignature SWITCH = kernelSignature("sched_switch");
    private static final KernelArgument<Bool> PREEMPT = SWITCH.argument("preempt", BOOL);
    private static final KernelArgument<KernelObject> PREVIOUS = SWITCH.pointer("prev", TASK);
    private static final KernelArgument<KernelObject> NEXT = SWITCH.pointer("next", TASK);
    private static final KernelArgument<U32> STATE = SWITCH.argument("prev_state", U32);

    private static final KernelSignature WAKEUP = kernelSignature("sched_wakeup");
    private static final NullableArgument WOKEN = WAKEUP.nullable("p", TASK);

    private static final KernelStruct META = kernelStruct("bpf_iter_meta");
    private static final KernelField<KernelObject> SEQ = META.pointer("seq", kernelStruct("seq_file"));
    private static final KernelField<U64> NUMBER = META.field("seq_num", U64);
    private static final KernelSignature TASKS = kernelSignature("task");
    private static final KernelArgument<KernelObject> META_OF_TASK = TASKS.pointer("meta", META);
    private static final NullableArgument EACH = TASKS.nullable("task", TASK);

    private static final StructDef EVENT = struct("event");
    private static final Field<S32> WHO = EVENT.field("who", S32);
    private static final PerfEventArrayDef EVENTS = perfEventArray("events", EVENT);
    private static final StorageDef<U64> TIMES = taskStorage("times", U64);
    private static final GlobalDef<S32> LAST = global("last", S32);
    private static final GlobalDef<U32> SEEN = global("seen", U32);

    /** Kinds that annotated Java does not have, either. */
    private static boolean isForeign(SectionKind kind) {
        return kind.word().startsWith("fsession") || kind.word().contains(".multi");
    }

    private static List<ProgramType<TypedBuilder<Integer>>> kinds() {
        return List.of(
                btfTracepoint(SWITCH),
                btfTracepoint(SWITCH).sleepable(),
                fentry(SWITCH),
                fentry(SWITCH).sleepable(),
                fexit(SWITCH),
                fexit(SWITCH).sleepable(),
                fmodRet(SWITCH),
                fmodRet(SWITCH).sleepable(),
                lsm(SWITCH),
                lsm(SWITCH).sleepable(),
                lsmCgroup(SWITCH),
                iter(TASKS),
                iter(TASKS).sleepable());
    }

    @Test
    void thereIsAMethodForEachKind() {
        var ours = kinds().stream()
                .map(type -> section(object(type, p -> p.return_(0))).kind())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SectionKind.class)));
        var all = Arrays.stream(SectionKind.values())
                .filter(SectionKind::targetInBtf)
                .filter(kind -> !isForeign(kind))
                .filter(kind -> kind != SectionKind.FREPLACE)
                .toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theVerifierKnowsTheArguments() {
        load(object(btfTracepoint(SWITCH), p -> {
            p.ifThen(p.argument(PREEMPT).isTrue(), () -> p.return_(7));
            var previous = p.argument(PREVIOUS);
            var parent = previous.get(PARENT);
            p.global(LAST).set(parent.get(PID).add(p.argument(NEXT).get(PID)));
            p.global(SEEN).set(p.argument(STATE));
            p.lookupOrInsert(TIMES, previous).ifPresent(time -> time.set(p.ktimeGetNs()));
            p.returnCode(p.argument(STATE).to(S32));
        }));
    }

    @Test
    void whatMayBeNullIsComparedBefore() {
        load(object(btfTracepoint(WAKEUP), p -> {
            var task = p.nullable(WOKEN).orElseReturn(0);
            p.global(LAST).set(task.get(PID));
            p.return_(0);
        }));
    }

    @Test
    void callbacksSeeThem() {
        load(object(btfTracepoint(SWITCH), p -> {
            p.loop(u32(3), (i, loop) -> {
                var last = p.global(LAST);
                last.set(last.get().add(p.argument(NEXT).get(PID)));
                p.global(SEEN).set(p.argument(STATE));
            });
            p.return_(0);
        }));
    }

    @Test
    void helpersTakeTheWhole() {
        load(object(btfTracepoint(SWITCH), p -> {
            var event = p.local(EVENT);
            event.set(WHO, p.argument(NEXT).get(PID));
            p.output(EVENTS, u64(PerfEventArrayDef.CURRENT_CPU), event);
            p.return_(0);
        }));
    }

    @Test
    void anIteratorWritesALineForEachTask(@TempDir Path folder) throws IOException {
        var self = ProcessHandle.current();
        assertThat(read(folder, p -> {
                    var meta = p.argument(META_OF_TASK);
                    var task = p.nullable(EACH).orElseReturn(0);
                    p.ifThen(meta.get(NUMBER).eq(0), () -> p.call(Helper.SEQ_WRITE, meta.get(SEQ), "tasks\n", 6));
                    p.seqPrintf(
                            meta.get(SEQ),
                            "%d:%s:%s\n",
                            task.get(PID),
                            task.text(COMM),
                            task.get(PARENT).text(COMM));
                    p.return_(0);
                }))
                .startsWith("tasks")
                .contains(self.pid() + ":" + comm(self.pid()) + ":"
                        + comm(self.parent().orElseThrow().pid()));
    }

    private static List<String> read(Path folder, Consumer<? super TypedBuilder<Integer>> statements)
            throws IOException {
        Kernel.require();
        var file = folder.resolve("iter.o");
        object(iter(TASKS), statements).write(file);
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("tasks");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            return Files.readAllLines(pin);
        }
    }

    private static String comm(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
    }

    /** Kernels may forbid these to everybody; bpftool reads and writes them. */
    @Test
    void bpftoolReadsWhatSomeKernelsForbid(@TempDir Path folder) throws IOException {
        var file = folder.resolve("typed.o");
        BpfObjects.build("test", o -> {
                    o.license(GPL).options(options());
                    var number = 0;
                    for (var kind : kinds().subList(0, 11))
                        o.program("test" + number++, kind, p -> {
                            p.global(LAST).set(p.argument(NEXT).get(PARENT).get(PID));
                            p.return_(0);
                        });
                })
                .write(file);
        var linked = folder.resolve("linked.o");
        var bpftool = Judge.require("bpftool");
        bpftool.run("gen", "object", linked.toString(), file.toString()).orFail();
        var sections = ObjectReader.read(Files.readAllBytes(linked)).programs().stream()
                .map(program -> program.section().toString())
                .toList();
        assertThat(sections)
                .containsExactlyInAnyOrder(
                        "tp_btf/sched_switch",
                        "tp_btf.s/sched_switch",
                        "fentry/sched_switch",
                        "fentry.s/sched_switch",
                        "fexit/sched_switch",
                        "fexit.s/sched_switch",
                        "fmod_ret/sched_switch",
                        "fmod_ret.s/sched_switch",
                        "lsm/sched_switch",
                        "lsm.s/sched_switch",
                        "lsm_cgroup/sched_switch");
    }

    private static SectionName section(ObjectFile object) {
        return ObjectReader.read(object.bytes()).programs().get(0).section();
    }

    private static void load(ObjectFile object) {
        Kernel.require();
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.programs()).containsExactly("test");
        }
    }

    private static ObjectFile object(
            ProgramType<TypedBuilder<Integer>> type, Consumer<? super TypedBuilder<Integer>> statements) {
        return BpfObjects.build("test", o -> o.license(GPL).options(options()).program("test", type, statements));
    }

    private static Options options() {
        return Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12));
    }
}
