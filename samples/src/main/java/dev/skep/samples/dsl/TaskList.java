package dev.skep.samples.dsl;

import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.iter;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bool;

import dev.skep.compiler.Options;
import dev.skep.dsl.Bool;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.Contents;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.S32;
import dev.skep.dsl.TypedBuilder;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.kernel.KernelVersion;

/** A line for each thread of the system, whenever somebody reads the file that {@code bpftool iter pin} makes. */
public final class TaskList {
    private static final KernelStruct UID = kernelStruct("kuid_t");
    private static final KernelField<U32> NUMBER = UID.field("val", U32);

    private static final KernelStruct CRED = kernelStruct("cred");
    private static final KernelField<KernelObject> USER = CRED.embedded("uid", UID);

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> PID = TASK.field("pid", S32);
    private static final KernelField<S32> TGID = TASK.field("tgid", S32);
    private static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);
    private static final KernelField<KernelObject> CREDENTIALS = TASK.pointer("cred", CRED);

    private static final KernelStruct META = kernelStruct("bpf_iter_meta");
    private static final KernelField<KernelObject> FILE = META.pointer("seq", kernelStruct("seq_file"));
    private static final KernelField<U64> LINE = META.field("seq_num", U64);

    private static final KernelSignature TASKS = kernelSignature("task");
    private static final KernelArgument<KernelObject> ABOUT = TASKS.pointer("meta", META);
    private static final NullableArgument EACH = TASKS.nullable("task", TASK);

    /** Whether threads are listed, beyond the first of each process. */
    private static final ConfigDef<Bool> THREADS = config("threads", BOOL, Contents.of(bool(false)));

    private TaskList() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("TaskList", o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(5, 13)))
                .program("list", iter(TASKS), TaskList::list));
    }

    private static void list(TypedBuilder<Integer> p) {
        var task = p.nullable(EACH).orElseReturn(0);
        p.ifThen(p.config(THREADS).isFalse(), () -> p.ifThen(task.get(PID).ne(task.get(TGID)), () -> p.return_(0)));

        var meta = p.argument(ABOUT);
        p.ifThen(meta.get(LINE).eq(0), () -> p.seqPrintf(meta.get(FILE), "     PID   PARENT      UID\n"));
        p.seqPrintf(
                meta.get(FILE),
                "%8d %8d %8u\n",
                task.get(PID),
                task.get(PARENT).get(TGID),
                task.get(CREDENTIALS).get(USER).get(NUMBER));
        p.return_(0);
    }
}
