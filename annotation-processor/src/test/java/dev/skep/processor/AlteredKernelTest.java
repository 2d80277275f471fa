package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Struct;
import dev.skep.testkit.CoreRelocation;
import dev.skep.testkit.CoreRelocation.Patch;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that take their kernel for another one: its members change places, so that what a program reads tells where it read. The verifier
 * and the memory are the running kernel's.
 */
class AlteredKernelTest {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final long SLACK = 0x1_2345_6789L;

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            final class Asks {
                @KernelType("task_struct")
                static final class Task {
                    int pid;
                    int tgid;
                    int nosuch;
                    int prio;
                    @Unsigned long timerSlackNs;
                    @Length(16) byte[] comm;
                    Signal signal;
                }

                @KernelType("task_struct___old")
                static final class OldTask {
                    int state;
                }

                @KernelType("signal_struct")
                static final class Signal {
                    @Bits(1) @Unsigned int isChildSubreaper;
                    @Bits(1) @Unsigned int hasChildSubreaper;
                }

                @KernelType("nosuch_struct")
                static final class NoSuch {
                    int a;
                }

                @Name("hrtimer_mode")
                enum Mode { HRTIMER_MODE_REL, HRTIMER_MODE_PINNED, HRTIMER_MODE_NOSUCH }

                static int pid, tgid, nosuch, prio, old;
                static @Unsigned long slack;
                static boolean is, has;
                static boolean nosuchExists, prioExists, oldExists, structExists, valueExists, pinnedExists, signed;
                static int sizeOfTask, sizeOfComm, typeId;
                static long rel;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return ask(Kernel.currentTask(Task.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return ask(Kernel.currentTaskBtf(Task.class));
                }

                @Inline
                static int ask(Task task) {
                    var oldTask = Core.as(task, OldTask.class);
                    pid = task.pid;
                    tgid = task.tgid;
                    slack = task.timerSlackNs;
                    is = task.signal.isChildSubreaper == 1;
                    has = task.signal.hasChildSubreaper == 1;
                    nosuchExists = Core.exists(task.nosuch);
                    if (nosuchExists) nosuch = task.nosuch;
                    prioExists = Core.exists(task.prio);
                    if (prioExists) prio = task.prio;
                    oldExists = Core.exists(oldTask.state);
                    if (oldExists) old = oldTask.state;
                    structExists = Core.exists(NoSuch.class);
                    valueExists = Core.exists(Mode.HRTIMER_MODE_NOSUCH);
                    pinnedExists = Core.exists(Mode.HRTIMER_MODE_PINNED);
                    signed = Core.isSigned(task.tgid);
                    sizeOfTask = Core.sizeOf(Task.class);
                    sizeOfComm = Core.sizeOf(task.comm);
                    typeId = Core.typeId(Task.class);
                    rel = Core.valueOf(Mode.HRTIMER_MODE_REL);
                    return 1;
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static byte[] object;
    private static AlteredKernel kernel;

    @BeforeAll
    static void readsTheKernel() throws IOException {
        Kernel.require();
        kernel = AlteredKernel.running();
        object = Build.of("Asks", SOURCE).objectOrFail("Asks");
        prctl(PR_SET_TIMERSLACK, SLACK);
        prctl(PR_SET_CHILD_SUBREAPER, 1);
    }

    @AfterAll
    static void leavesNothing() {
        prctl(PR_SET_TIMERSLACK, 0);
        prctl(PR_SET_CHILD_SUBREAPER, 0);
    }

    private static void prctl(int option, long value) {
        Function prctl = NativeLibrary.getInstance("c").getFunction("prctl");
        prctl.invokeInt(new Object[] {option, value, 0L, 0L, 0L});
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void theKernelAsItIs(String program) throws IOException {
        try (var loaded = run(program, kernel)) {
            assertThat(number(loaded, "pid")).isNotEqualTo(number(loaded, "tgid"));
            assertThat(number(loaded, "tgid")).isEqualTo(ProcessHandle.current().pid());
            assertThat(number(loaded, "slack")).isEqualTo(SLACK);
            assertThat(number(loaded, "prio")).isPositive();
            assertThat(number(loaded, "is")).isOne();
            assertThat(number(loaded, "has")).isZero();
            assertThat(truths(loaded)).isEqualTo("prioExists pinnedExists signed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void membersThatChangedPlaces(String program) throws IOException {
        var altered = kernel.swapped("task_struct", "pid", "tgid")
                .swapped("signal_struct", "is_child_subreaper", "has_child_subreaper");
        try (var asItIs = run(program, kernel);
                var loaded = run(program, altered)) {
            assertThat(number(loaded, "pid")).isEqualTo(number(asItIs, "tgid"));
            assertThat(number(loaded, "tgid")).isEqualTo(number(asItIs, "pid"));
            assertThat(number(loaded, "is")).isZero();
            assertThat(number(loaded, "has")).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void whatIsNewAndWhatIsGone(String program) throws IOException {
        var altered = kernel.renamed("task_struct", "tgid", "nosuch")
                .renamed("task_struct", "pid", "state")
                .renamed("task_struct", "prio", "gone")
                .renamed("task_struct", "static_prio", "tgid")
                .renamed("task_struct", "normal_prio", "pid")
                .enumerator("hrtimer_mode", "HRTIMER_MODE_PINNED", "HRTIMER_MODE_NOSUCH", 2)
                .and(new Struct("nosuch_struct", 4, List.of()));
        try (var asItIs = run(program, kernel);
                var loaded = run(program, altered)) {
            assertThat(truths(loaded)).isEqualTo("nosuchExists oldExists structExists valueExists signed");
            assertThat(number(loaded, "nosuch")).isEqualTo(number(asItIs, "tgid"));
            assertThat(number(loaded, "old")).isEqualTo(number(asItIs, "pid"));
            assertThat(number(loaded, "prio")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void whatHasAnotherSizeSignOrNumber(String program) throws IOException {
        var comm = kernel.member("task_struct", "comm").type();
        var text = kernel.types().type(comm, BtfType.Array.class).orElseThrow();
        var altered = kernel.and(new BtfType.Array(text.element(), text.index(), 32));
        altered = altered.typed("task_struct", "comm", new BtfId(altered.types().size()))
                .typed("task_struct", "tgid", kernel.id(BtfKind.TYPEDEF, "u32"))
                .sized("task_struct", 20_000)
                .enumerator("hrtimer_mode", "HRTIMER_MODE_REL", "HRTIMER_MODE_REL", 77);
        try (var loaded = run(program, altered)) {
            assertThat(truths(loaded)).isEqualTo("prioExists pinnedExists");
            assertThat(number(loaded, "sizeOfTask")).isEqualTo(20_000);
            assertThat(number(loaded, "sizeOfComm")).isEqualTo(32);
            assertThat(number(loaded, "typeId"))
                    .isEqualTo(kernel.id(BtfKind.STRUCT, "task_struct").value());
            assertThat(number(loaded, "rel")).isEqualTo(77);
        }
    }

    /** A member that is narrower than the program says is loaded as what it is; the helper reads as much as it is told. */
    @ParameterizedTest
    @ValueSource(strings = {"u32", "u16", "u8"})
    void aNarrowerMemberIsLoadedAsSuch(String type) throws IOException {
        var narrow = kernel.id(BtfKind.TYPEDEF, type);
        var size = kernel.types().sizeOf(narrow).orElseThrow();
        var altered = kernel.typed("task_struct", "timer_slack_ns", narrow);
        try (var loaded = run("loaded", altered)) {
            assertThat(number(loaded, "slack")).isEqualTo(SLACK & (1L << size * Byte.SIZE) - 1);
        }
        try (var probed = run("probed", altered)) {
            assertThat(number(probed, "slack")).isEqualTo(SLACK);
        }
        assertThat(Kernel.open(object).only("loaded").types(write(altered)).relocations())
                .flatExtracting(CoreRelocation::patches)
                .filteredOn(patch -> patch.part().equals("mem_sz"))
                .extracting(Patch::after)
                .containsExactly(size);
    }

    private static LoadedObject run(String program, AlteredKernel altered) throws IOException {
        var loaded = Kernel.open(object).types(write(altered)).load();
        assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                .isOne();
        return loaded;
    }

    private static Path write(AlteredKernel altered) throws IOException {
        return altered.write(folder.resolve("kernel.btf"));
    }

    private static long number(LoadedObject loaded, String global) {
        return loaded.global(global).number();
    }

    /** Which questions were answered with yes. */
    private static String truths(LoadedObject loaded) {
        List<String> yes = new ArrayList<>();
        for (var question : List.of(
                "nosuchExists", "prioExists", "oldExists", "structExists", "valueExists", "pinnedExists", "signed"))
            if (number(loaded, question) == 1) yes.add(question);
        return String.join(" ", yes);
    }
}
