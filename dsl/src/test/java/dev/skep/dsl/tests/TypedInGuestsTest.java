package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelSignature.kernelSignature;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.btfTracepoint;
import static dev.skep.dsl.ProgramType.fentry;
import static dev.skep.dsl.ProgramType.fexit;
import static dev.skep.dsl.ProgramType.fmodRet;
import static dev.skep.dsl.ProgramType.lsm;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelArgument;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelSignature;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.S32;
import dev.skep.dsl.U64;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the kinds that the machines which build do not load, in virtual machines. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class TypedInGuestsTest {
    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> PID = TASK.field("pid", S32);
    private static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);

    private static final KernelStruct INODE = kernelStruct("inode");
    private static final KernelField<U64> NUMBER = INODE.field("i_ino", U64);
    private static final KernelStruct FILE = kernelStruct("file");
    private static final KernelField<KernelObject> NODE = FILE.pointer("f_inode", INODE);

    private static final KernelSignature WAKE = kernelSignature("wake_up_new_task");
    private static final KernelArgument<KernelObject> WOKEN = WAKE.pointer("p", TASK);

    private static final KernelSignature PRIORITY = kernelSignature("task_prio");
    private static final KernelArgument<KernelObject> ASKED = PRIORITY.pointer("p", TASK);
    private static final KernelArgument<S32> ANSWER = PRIORITY.result(S32);

    private static final KernelSignature MODIFIED = kernelSignature("bpf_modify_return_test");
    private static final KernelArgument<S32> FIRST = MODIFIED.argument("a", S32);
    private static final KernelArgument<U64> SECOND = MODIFIED.argument("b", U64);
    private static final KernelArgument<S32> BEFORE = MODIFIED.result(S32);

    private static final KernelSignature OPEN = kernelSignature("file_open");
    private static final KernelArgument<KernelObject> OPENED = OPEN.pointer("file", FILE);
    private static final KernelArgument<S32> REFUSED = OPEN.result(S32);

    private static final KernelSignature EXIT = kernelSignature("sched_process_exit");
    private static final KernelArgument<KernelObject> GONE = EXIT.pointer("p", TASK);

    private static final GlobalDef<S32> LAST = global("last", S32);
    private static final GlobalDef<U64> SEEN = global("seen", U64);

    /** Debian's older kernels let nobody modify that function, and the first does not let programs sleep at that hook. */
    private static final Set<String> FORBIDDEN = Set.of("modified 5.10", "modified 6.1", "sleeps 5.10");

    @Test
    void everyKernelTakesThemAndTheyAttach(@TempDir Path folder) throws IOException {
        var file = folder.resolve("typed.bpf.o");
        BpfObjects.build("typed", o -> o.license(GPL)
                        .program("tracepoint", btfTracepoint(EXIT), p -> {
                            p.global(LAST).set(p.argument(GONE).get(PARENT).get(PID));
                            p.return_(0);
                        })
                        .program("entry", fentry(WAKE), p -> {
                            p.global(LAST).set(p.argument(WOKEN).get(PARENT).get(PID));
                            p.return_(0);
                        })
                        .program("exit", fexit(PRIORITY), p -> {
                            p.global(LAST).set(p.argument(ASKED).get(PID).add(p.argument(ANSWER)));
                            p.return_(0);
                        })
                        .program("modified", fmodRet(MODIFIED), p -> {
                            p.global(SEEN).set(p.argument(SECOND));
                            p.ifThen(p.argument(FIRST).eq(77), () -> p.return_(-22));
                            p.returnCode(p.argument(BEFORE));
                        })
                        .program("hook", lsm(OPEN), p -> {
                            p.global(SEEN).set(p.argument(OPENED).get(NODE).get(NUMBER));
                            p.returnCode(p.argument(REFUSED));
                        })
                        .program("sleeps", lsm(OPEN).sleepable(), p -> {
                            p.global(SEEN).set(p.argument(OPENED).get(NODE).get(NUMBER));
                            p.returnCode(p.argument(REFUSED));
                        }))
                .write(file);
        var kernels = EnumSet.allOf(JudgeKernel.class);
        kernels.remove(JudgeKernel.HOST);
        var matrix = new JudgePlan(
                        List.of(file),
                        new TreeSet<>(kernels),
                        new TreeSet<>(Set.of(Loader.LIBBPF)),
                        Request.load().attaching())
                .judge(Drivers.ofUser());
        assertThat(matrix.columns()).hasSize(kernels.size());
        Set<String> refused = new TreeSet<>();
        for (var row : matrix.rows()) {
            for (var column : matrix.columns()) {
                var judgement = matrix.at(row, column);
                if (!(judgement.verdict() instanceof Verdict.Accepted))
                    refused.add(row.program() + " " + column.kernel());
                else assertThat(judgement.attachment()).as(matrix.text()).isInstanceOf(Trial.Attached.class);
            }
        }
        assertThat(matrix.rows()).hasSize(6);
        assertThat(refused).as(matrix.text()).isEqualTo(FORBIDDEN);
    }
}
