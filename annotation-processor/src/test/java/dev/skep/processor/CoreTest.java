package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import dev.skep.testkit.LoadedObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embedded structs, bit-fields and questions about the kernel's types, beside what bpftool reads in its BTF. */
class CoreTest {
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            final class Asks {
                @KernelType("task_struct")
                static final class Task {
                    int tgid;
                    @Embedded SchedEntity se;
                    Signal signal;
                    @Embedded @Length(4) HlistNode[] pidLinks;
                    @Length(16) byte[] comm;
                    int nosuch;
                }

                @KernelType("sched_entity")
                static final class SchedEntity {
                    @Unsigned long sumExecRuntime;
                }

                @KernelType("hlist_node")
                static final class HlistNode {
                    HlistNode next;
                    HlistNode pprev;
                }

                @KernelType("signal_struct")
                static final class Signal {
                    @Unsigned int groupStopCount;
                    @Bits(1) @Unsigned int isChildSubreaper;
                    @Bits(1) int hasChildSubreaper;
                }

                @KernelType("list_head")
                static final class ListHead {
                    ListHead next;
                    ListHead prev;
                }

                @KernelType("request")
                static final class Request {
                    @KernelEnum int state;
                }

                @KernelType("nosuch_struct")
                static final class NoSuch {
                    int a;
                }

                @Name("hrtimer_mode")
                enum Mode { HRTIMER_MODE_REL, HRTIMER_MODE_NOSUCH }

                static long runtime;
                static long offsetInEntity;
                static long offsetInLinks;
                static boolean subreaper;
                static boolean fieldExists, fieldMissing, typeExists, typeMissing, matches, differs, valueExists, valueMissing;
                static boolean signed;
                static int sizeOfTask, sizeOfComm, typeId, localTypeId;
                static long rel;
                static int letter;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return ask(Kernel.currentTask(Task.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return ask(Kernel.currentTaskBtf(Task.class));
                }

                @RawTracepoint("sched_process_exec")
                static int asksOfAnEnum(RawTracepointContext context) {
                    var request = context.arg(0, Request.class);
                    return Core.isSigned(request.state) || Core.sizeOf(request.state) != 4 ? 2 : 1;
                }

                @Inline
                static int ask(Task task) {
                    runtime = task.se.sumExecRuntime;
                    offsetInEntity = Core.addressOf(task.se.sumExecRuntime) - Core.addressOf(task.tgid);
                    offsetInLinks = Core.addressOf(task.pidLinks[2].pprev) - Core.addressOf(task.tgid);
                    subreaper = task.signal.isChildSubreaper == 1;
                    fieldExists = Core.exists(task.signal.groupStopCount);
                    fieldMissing = !Core.exists(task.nosuch);
                    typeExists = Core.exists(Task.class);
                    typeMissing = !Core.exists(NoSuch.class);
                    matches = Core.matches(ListHead.class);
                    differs = !Core.matches(Task.class);
                    valueExists = Core.exists(Mode.HRTIMER_MODE_REL);
                    valueMissing = !Core.exists(Mode.HRTIMER_MODE_NOSUCH);
                    signed = Core.isSigned(task.tgid) && !Core.isSigned(task.se.sumExecRuntime);
                    sizeOfTask = Core.sizeOf(Task.class);
                    sizeOfComm = Core.sizeOf(task.comm) + task.comm.length;
                    typeId = Core.typeId(Task.class);
                    localTypeId = Core.localTypeId(Task.class);
                    rel = Core.valueOf(Mode.HRTIMER_MODE_REL);
                    var entity = task.se;
                    var bytes = new byte[16];
                    Kernel.probeReadKernelStr(bytes, Core.addressOf(task.comm));
                    letter = bytes[1];
                    if (Core.exists(task.nosuch)) return task.nosuch;
                    return entity.sumExecRuntime >= runtime ? 1 : 2;
                }
            }
            """;
    private static KernelFacts facts;

    @BeforeAll
    static void needsAKernel() {
        facts = KernelFacts.read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void theKernelsTypesAreWhatTheyAre(String program) {
        var prctl = Function.getFunction("c", "prctl");
        try (LoadedObject loaded = Kernel.load(Build.of("Asks", SOURCE).objectOrFail("Asks"))) {
            assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                    .isEqualTo(1);
            assertThat(loaded.global("subreaper").number()).isZero();
            prctl.invokeInt(new Object[] {PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L});
            assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                    .isEqualTo(1);
            assertThat(loaded.global("subreaper").number()).isOne();

            var tgid = facts.offset("task_struct", "tgid");
            assertThat(loaded.global("runtime").number()).isPositive();
            assertThat(loaded.global("offsetInEntity").number())
                    .isEqualTo(facts.offset("task_struct", "se")
                            + facts.offset("sched_entity", "sum_exec_runtime")
                            - tgid);
            assertThat(loaded.global("offsetInLinks").number())
                    .isEqualTo(facts.offset("task_struct", "pid_links") + 40 - tgid);
            for (var truth : List.of(
                    "fieldExists",
                    "fieldMissing",
                    "typeExists",
                    "typeMissing",
                    "matches",
                    "differs",
                    "valueExists",
                    "valueMissing",
                    "signed"))
                assertThat(loaded.global(truth).number()).as(truth).isOne();
            assertThat(loaded.global("sizeOfTask").number()).isEqualTo(facts.size("task_struct"));
            assertThat(loaded.global("sizeOfComm").number()).isEqualTo(32);
            assertThat(loaded.global("typeId").number()).isEqualTo(facts.id("task_struct"));
            assertThat(loaded.global("localTypeId").number()).isPositive();
            assertThat(loaded.global("rel").number()).isEqualTo(facts.enumerator("hrtimer_mode", "HRTIMER_MODE_REL"));
            assertThat(loaded.global("letter").number()).isBetween(33L, 126L);
        } finally {
            prctl.invokeInt(new Object[] {PR_SET_CHILD_SUBREAPER, 0L, 0L, 0L, 0L});
        }
    }

    @Test
    void anEnumOfTheKernelHasNoSignWithoutNegativeNumbers() {
        try (LoadedObject loaded = Kernel.load(Build.of("Asks", SOURCE).objectOrFail("Asks"))) {
            assertThat(loaded.program("asksOfAnEnum").runContext(new byte[24]).returnValue())
                    .isOne();
        }
    }
}
