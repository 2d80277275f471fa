package dev.skep.bench;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bench.dsl.Runqlat;
import dev.skep.bench.dsl.XdpRatelimit;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.ProgramType;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs of {@link dev.skep.bench.dsl} in the kernel: they do what the same in annotated Java do, in about as many instructions. */
final class DslProgramsTest {
    private static final Path OBJECTS = Path.of("target/classes/META-INF/bpf");

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void xdpRatelimit() {
        try (var ours = Kernel.load(XdpRatelimit.object().bytes());
                var theirs = annotated("XdpRatelimit")) {
            Comparison.of(ours, theirs, BenchCase.read("xdp_ratelimit"));
            assertInstructions("xdp_ratelimit", ours, theirs);
        }
    }

    /** Addresses that lead nowhere read as a task with the pid 0. */
    @Test
    void runqlat() {
        try (var ours = Kernel.load(Runqlat.object().bytes());
                var theirs = annotated("Runqlat")) {
            for (var loaded : List.of(ours, theirs)) {
                for (var program : theirs.programs())
                    assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                            .isZero();
                assertThat(loaded.map("start").keys()).isEmpty();
                assertThat(loaded.map("hists").keys()).isEmpty();
            }
            for (var program : theirs.programs()) assertInstructions(program, ours, theirs);
        }
    }

    /** The thread that runs the test wakes up, and a CPU turns to it a little later. */
    @Test
    void runqlatMeasuresATask() {
        var task = currentTask();
        var wakeup = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putLong(task);
        var change = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putLong(16, task);
        try (var ours = Kernel.load(Runqlat.object().bytes());
                var theirs = annotated("Runqlat")) {
            for (var loaded : List.of(ours, theirs)) {
                for (var round = 0; round < 3; round++) {
                    loaded.program("rq_wakeup").runContext(wakeup.array());
                    assertThat(loaded.map("start").keys()).hasSize(1);
                    loaded.program("rq_switch").runContext(change.array());
                    assertThat(loaded.map("start").keys()).isEmpty();
                }
                var pid = NativeOrder.u32((int) ProcessHandle.current().pid());
                assertThat(loaded.map("hists").keys()).containsExactly(pid);
                var counts = ByteBuffer.wrap(loaded.map("hists").lookup(pid).orElseThrow())
                        .order(ByteOrder.nativeOrder())
                        .asIntBuffer();
                assertThat(IntStream.range(0, counts.limit()).map(counts::get).sum())
                        .isEqualTo(3);
            }
        }
    }

    private static long currentTask() {
        var found = GlobalDef.global("found", U64);
        var task = KernelStruct.kernelStruct("task_struct");
        task.field("pid", U32);
        var object = BpfObjects.build(
                "task", o -> o.license(GPL).program("task", ProgramType.rawTracepoint("sched_switch"), p -> {
                    p.global(found).set(p.currentTask(task).address());
                    p.return_(0);
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            loaded.program("task").runContext(new byte[24]);
            return loaded.global("found").number();
        }
    }

    private static LoadedObject annotated(String program) {
        return Kernel.load(OBJECTS.resolve("dev.skep.bench.programs." + program + ".bpf.o"));
    }

    private static void assertInstructions(String program, LoadedObject ours, LoadedObject theirs) {
        assertThat(ours.program(program).instructionCount())
                .as("instructions of %s", program)
                .isLessThanOrEqualTo(theirs.program(program).instructionCount());
    }
}
