package dev.skep.processor;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.KernelVariable.kernelVariable;
import static dev.skep.dsl.ProgramType.btfTracepoint;
import static dev.skep.dsl.ProgramType.fentry;
import static dev.skep.dsl.ProgramType.fexit;
import static dev.skep.dsl.ProgramType.fmodRet;
import static dev.skep.dsl.ProgramType.iter;
import static dev.skep.dsl.ProgramType.lsm;
import static dev.skep.dsl.ProgramType.lsmCgroup;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.processor.Twin.twin;

import dev.skep.dsl.Bool;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.KernelVariable;
import dev.skep.dsl.NullableArgument;
import dev.skep.dsl.S16;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.kernel.Helper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose arguments the kernel's BTF types, in the fluent API as in annotated Java. */
class TypedTwinsTest {
    private static final String TYPES = """
            @KernelType("task_struct")
            final class Task {
                int pid;
                int tgid;
                Task realParent;
                @Length(16) byte[] comm;
            }

            @KernelType("seq_file")
            final class SeqFile {}

            @KernelType("bpf_iter_meta")
            final class Meta {
                SeqFile seq;
                @Unsigned long seqNum;
            }

            @KernelType("rq")
            final class RunQueue {
                int cpu;
                @Unsigned int nrRunning;
            }

            @KernelType("sock_common")
            final class Common {
                @Unsigned short skcFamily;
            }

            @KernelType("inode")
            final class Inode {
                @Unsigned long iIno;
            }

            @KernelType("file")
            final class OpenFile {
                Inode fInode;
                @Unsigned int fFlags;
            }

            @KernelType("sock")
            final class Sock {
                @Unsigned int skMark;
            }
            """;

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> PID = TASK.field("pid", S32);
    private static final KernelField<S32> TGID = TASK.field("tgid", S32);
    private static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);

    private static final KernelArray<U8> COMM = TASK.array("comm", U8, 16);

    private static final KernelStruct SEQ_FILE = kernelStruct("seq_file");
    private static final KernelStruct META = kernelStruct("bpf_iter_meta");
    private static final KernelField<KernelObject> SEQ = META.pointer("seq", SEQ_FILE);
    private static final KernelField<U64> COUNT = META.field("seq_num", U64);
    private static final KernelStruct COMMON = kernelStruct("sock_common");
    private static final KernelField<U16> FAMILY = COMMON.field("skc_family", U16);

    private static final KernelStruct INODE = kernelStruct("inode");
    private static final KernelField<U64> NUMBER = INODE.field("i_ino", U64);
    private static final KernelStruct FILE = kernelStruct("file");
    private static final KernelField<KernelObject> NODE = FILE.pointer("f_inode", INODE);
    private static final KernelField<U32> FLAGS = FILE.field("f_flags", U32);

    private static final KernelStruct SOCK = kernelStruct("sock");
    private static final KernelField<U32> MARK = SOCK.field("sk_mark", U32);

    private static final KernelSignature SWITCH = kernelSignature("sched_switch");
    private static final KernelArgument<Bool> PREEMPT = SWITCH.argument("preempt", BOOL);
    private static final KernelArgument<KernelObject> PREVIOUS = SWITCH.pointer("prev", TASK);
    private static final KernelArgument<KernelObject> NEXT = SWITCH.pointer("next", TASK);
    private static final KernelArgument<U32> STATE = SWITCH.argument("prev_state", U32);

    private static final KernelSignature WAKEUP = kernelSignature("sched_wakeup");
    private static final NullableArgument WOKEN = WAKEUP.nullable("p", TASK);

    private static final KernelSignature MANY = kernelSignature("many");
    private static final KernelArgument<U8> FIRST = MANY.argument("a", U8);
    private static final KernelArgument<S16> SECOND = MANY.argument("b", S16);
    private static final KernelArgument<S64> THIRD = MANY.argument("c", S64);
    private static final KernelArgument<KernelObject> FOURTH = MANY.pointer("sk", SOCK);
    private static final NullableArgument FOUND = MANY.result(SOCK);

    private static final KernelSignature OPEN = kernelSignature("file_open");
    private static final KernelArgument<KernelObject> OPENED = OPEN.pointer("file", FILE);
    private static final KernelArgument<S32> BEFORE = OPEN.result(S32);

    private static final KernelSignature CLOSE = kernelSignature("tcp_close");
    private static final KernelArgument<KernelObject> CLOSED = CLOSE.pointer("sk", SOCK);
    private static final KernelArgument<S64> TIMEOUT = CLOSE.argument("timeout", S64);

    private static final KernelSignature TASKS = kernelSignature("task");
    private static final KernelArgument<KernelObject> META_OF_TASK = TASKS.pointer("meta", META);
    private static final NullableArgument EACH = TASKS.nullable("task", TASK);

    private static final KernelSignature TCP = kernelSignature("tcp");
    private static final KernelArgument<KernelObject> META_OF_TCP = TCP.pointer("meta", META);
    private static final NullableArgument EACH_SOCKET = TCP.nullable("sk_common", COMMON);
    private static final KernelArgument<U32> USER = TCP.argument("uid", U32);

    private static final KernelStruct QUEUE = kernelStruct("rq");
    private static final KernelField<S32> CPU = QUEUE.field("cpu", S32);
    private static final KernelField<U32> RUNNING = QUEUE.field("nr_running", U32);
    private static final KernelVariable<S32> ACTIVE =
            kernelVariable("bpf_prog_active", S32).perCpu();
    private static final KernelVariable<KernelObject> RUN_QUEUES =
            kernelVariable("runqueues", QUEUE).perCpu();
    private static final KernelVariable<U32> MISSING =
            kernelVariable("skep_is_not_there", U32).perCpu().weak();
    private static final KernelVariable<KernelObject> INIT_TASK = kernelVariable("init_task", TASK);

    private static final GlobalDef<S32> LAST = global("last", S32);
    private static final GlobalDef<S64> TOTAL = global("total", S64);
    private static final GlobalDef<U32> SEEN = global("seen", U32);
    private static final HashMapDef<U64, U32> OWNERS =
            hashMap("owners", U64, U32).maxEntries(8);

    @TempDir
    private Path folder;

    // spotless:off
    @TestFactory
    Stream<DynamicTest> tracing() {
        return Twin.tests(folder, TYPES,
            twin("tracepoint", """
                static int last; static @Unsigned int seen;
                @BtfTracepoint("sched_switch")
                static int run(boolean preempt, Task previous, Task next, @Unsigned int state) {
                    if (preempt) return 1;
                    last = previous.realParent.tgid + next.pid;
                    seen = state;
                    return 0;
                }
                """, o -> o.program("run", btfTracepoint(SWITCH), p -> {
                    p.ifThen(p.argument(PREEMPT).isTrue(), () -> p.return_(1));
                    p.global(LAST).set(p.argument(PREVIOUS).get(PARENT).get(TGID).add(p.argument(NEXT).get(PID)));
                    p.global(SEEN).set(p.argument(STATE));
                    p.return_(0);
                })),
            twin("tracepoint, what may be null", """
                static int last;
                @BtfTracepoint(value = "sched_wakeup", optional = true)
                static int run(@Nullable Task task) {
                    if (task != null) last = task.pid;
                    return 0;
                }
                """, o -> o.program("run", btfTracepoint(WAKEUP).optional(), p -> {
                    p.nullable(WOKEN).ifPresent(task -> p.global(LAST).set(task.get(PID)));
                    p.return_(0);
                })),
            twin("fentry, narrow numbers", """
                static long total;
                @Fentry("many")
                static int run(@Unsigned byte a, short b, long c, Sock sock) {
                    total = a + b + c + sock.skMark;
                    return 0;
                }
                """, o -> o.program("run", fentry(MANY), p -> {
                    var sum = p.argument(FIRST).to(S32).add(p.argument(SECOND).to(S32)).to(S64).add(p.argument(THIRD));
                    p.global(TOTAL).set(sum.add(p.argument(FOURTH).get(MARK).to(S64)));
                    p.return_(0);
                })),
            twin("fexit, a pointer as the result", """
                static @Unsigned int seen;
                @Fexit(value = "many", sleepable = true)
                static int run(@Unsigned byte a, short b, long c, Sock sock, @Nullable Sock found) {
                    if (found != null) seen = found.skMark;
                    return 0;
                }
                """, o -> o.program("run", fexit(MANY).sleepable(), p -> {
                    p.nullable(FOUND).ifPresent(found -> p.global(SEEN).set(found.get(MARK)));
                    p.return_(0);
                })),
            twin("fexit, helpers that ask for more", """
                static long total;
                @Fexit("tcp_close")
                static int run(TracingContext context, Sock sock, long timeout) {
                    var result = U64.of(0);
                    Kernel.funcRet(context, result);
                    total = result.value + timeout + sock.skMark;
                    return 0;
                }
                """, o -> o.program("run", fexit(CLOSE), p -> {
                    var result = p.cell(u64(0));
                    p.call(Helper.GET_FUNC_RET, p.context(), result);
                    var sum = result.get().to(S64).add(p.argument(TIMEOUT));
                    p.global(TOTAL).set(sum.add(p.argument(CLOSED).get(MARK).to(S64)));
                    p.return_(0);
                })),
            twin("fmod_ret", """
                @FmodRet("file_open")
                static int run(OpenFile file, int before) {
                    return file.fFlags == 3 ? -13 : before;
                }
                """, o -> o.program("run", fmodRet(OPEN), p -> {
                    p.ifThen(p.argument(OPENED).get(FLAGS).eq(3), () -> p.return_(-13));
                    p.returnCode(p.argument(BEFORE));
                })));
    }

    @TestFactory
    Stream<DynamicTest> securityModules() {
        return Twin.tests(folder, TYPES,
            twin("lsm", """
                static final BpfHashMap<@Unsigned Long, U32> owners = BpfHashMap.of(8);
                @Lsm("file_open")
                static int run(OpenFile file, int before) {
                    if (before != 0) return before;
                    var owner = owners.lookup(file.fInode.iIno);
                    @Unsigned int user = (int) Kernel.currentUidGid();
                    if (owner != null && owner.value != user) return -1;
                    return 0;
                }
                """, o -> o.program("run", lsm(OPEN), p -> {
                    var before = p.argument(BEFORE);
                    p.ifThen(before.ne(0), () -> p.returnCode(before));
                    var owner = p.lookup(OWNERS, p.argument(OPENED).get(NODE).get(NUMBER));
                    var user = p.currentUidGid().to(U32);
                    owner.ifPresent(id -> p.ifThen(id.get().ne(user), () -> p.return_(-1)));
                    p.return_(0);
                })),
            twin("lsm that sleeps", """
                @Lsm(value = "file_open", sleepable = true)
                static int run(OpenFile file) { return file.fFlags == 0 ? -1 : 0; }
                """, o -> o.program("run", lsm(OPEN).sleepable(), p -> {
                    p.ifThen(p.argument(OPENED).get(FLAGS).eq(0), () -> p.return_(-1));
                    p.return_(0);
                })),
            twin("lsm of a cgroup", """
                @LsmCgroup("file_open")
                static int run(OpenFile file) { return file.fFlags == 0 ? 0 : 1; }
                """, o -> o.program("run", lsmCgroup(OPEN), p -> {
                    p.ifThen(p.argument(OPENED).get(FLAGS).eq(0), () -> p.return_(0));
                    p.return_(1);
                })));
    }

    @TestFactory
    Stream<DynamicTest> iterators() {
        return Twin.tests(folder, TYPES,
            twin("text of the kernel", """
                @Iter("task")
                static int run(Meta meta, Task task) {
                    if (task != null) Kernel.seqPrintf(meta.seq, "%lu %d:%s\\n", meta.seqNum, task.pid, task.comm);
                    return 0;
                }
                """, o -> o.program("run", iter(TASKS), p -> {
                    var meta = p.argument(META_OF_TASK);
                    p.nullable(EACH).ifPresent(task -> p.seqPrintf(
                            meta.get(SEQ),
                            "%lu %d:%s\n", meta.get(COUNT), task.get(PID), task.text(COMM)));
                    p.return_(0);
                })),
            twin("narrow members", """
                static @Unsigned int seen;
                @Iter(value = "tcp", sleepable = true)
                static int run(Meta meta, Common socket, @Unsigned int user) {
                    if (socket != null && user == 7) {
                        Kernel.seqPrintf(meta.seq, "end");
                        seen = socket.skcFamily;
                    }
                    return 0;
                }
                """, o -> o.program("run", iter(TCP).sleepable(), p -> {
                    p.nullable(EACH_SOCKET).ifPresent(socket -> p.ifThen(p.argument(USER).eq(7), () -> {
                        p.seqPrintf(p.argument(META_OF_TCP).get(SEQ), "end");
                        p.global(SEEN).set(socket.get(FAMILY).to(U32));
                    }));
                    p.return_(0);
                })));
    }

    @TestFactory
    Stream<DynamicTest> variables() {
        return Twin.tests(folder, TYPES,
            twin("variables of the kernel", """
                @Ksym(perCpu = true) static S32 bpf_prog_active;
                @Ksym(perCpu = true) static RunQueue runqueues;
                @Ksym(value = "skep_is_not_there", perCpu = true, weak = true) static U32 missing;
                @Ksym("init_task") static Task first;
                static int last; static long total; static @Unsigned int seen;
                @BtfTracepoint("sched_switch")
                static int run(boolean preempt) {
                    last = Kernel.thisCpu(bpf_prog_active).value;
                    seen = Kernel.thisCpu(runqueues).nrRunning;
                    var zero = Kernel.perCpu(runqueues, 0);
                    if (zero != null) last = zero.cpu;
                    if (missing != null) total = 7;
                    total = first.pid;
                    return 0;
                }
                """, o -> o.program("run", btfTracepoint(SWITCH), p -> {
                    p.global(LAST).set(p.thisCpu(ACTIVE));
                    p.global(SEEN).set(p.thisCpu(RUN_QUEUES).get(RUNNING));
                    p.perCpu(RUN_QUEUES, u32(0)).ifPresent(zero -> p.global(LAST).set(zero.get(CPU)));
                    p.ifThen(p.addressOf(MISSING).ne(0), () -> p.global(TOTAL).set(7));
                    p.global(TOTAL).set(p.kernel(INIT_TASK).get(PID).to(S64));
                    p.return_(0);
                })));
    }
    // spotless:on
}
