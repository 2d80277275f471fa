package dev.skep.bench;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bench.dsl.Runqlat;
import dev.skep.bench.dsl.SkSteer;
import dev.skep.bench.dsl.TcNat;
import dev.skep.bench.dsl.XdpLb;
import dev.skep.bench.dsl.XdpRatelimit;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.ProgramType;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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

    @Test
    void xdpLb() {
        try (var ours = Kernel.load(XdpLb.object().bytes());
                var theirs = annotated("XdpLb")) {
            Comparison.of(ours, theirs, BenchCase.read("xdp_lb"));
            assertInstructions("xdp_lb", ours, theirs, 3); // 206, and 203
        }
    }

    @Test
    void tcNat() {
        try (var ours = Kernel.load(TcNat.object().bytes());
                var theirs = annotated("TcNat")) {
            Comparison.of(ours, theirs, BenchCase.read("tc_nat"));
            assertInstructions("tc_nat", ours, theirs, 2); // 81, and 79
        }
    }

    /** Rules that match by chance, or not: what has no socket is refused. */
    @Test
    void skSteer() {
        try (var ours = Kernel.load(SkSteer.object().bytes());
                var theirs = annotated("SkSteer")) {
            var random = new Random(Seed.ofThisRun());
            for (var loaded : List.of(ours, theirs)) {
                var rules = new Random(3);
                for (var i = 0; i < 6; i++) {
                    var value = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
                    value.putInt(0, rules.nextBoolean() ? 0 : 0x0100000a).putShort(4, (short) rules.nextInt(8000));
                    loaded.map("binds")
                            .update(
                                    NativeOrder.u32(i),
                                    value.putShort(6, (short) 9000).array());
                }
            }
            for (var round = 0; round < 500; round++) {
                var context = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
                context.putInt(8, random.nextInt(4) == 0 ? 10 : 2).putInt(12, random.nextInt(4) == 0 ? 17 : 6);
                context.putInt(40, random.nextBoolean() ? 0x0100000a : 0x0200000a)
                        .putInt(60, random.nextInt(10_000));
                assertThat(ours.program("sk_steer").runContext(context.array()).returnValue())
                        .isEqualTo(theirs.program("sk_steer")
                                .runContext(context.array())
                                .returnValue());
            }
            assertInstructions("sk_steer", ours, theirs);
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
        assertInstructions(program, ours, theirs, 0);
    }

    private static void assertInstructions(String program, LoadedObject ours, LoadedObject theirs, int more) {
        assertThat(ours.program(program).instructionCount())
                .as("instructions of %s", program)
                .isLessThanOrEqualTo(theirs.program(program).instructionCount() + more);
    }
}
