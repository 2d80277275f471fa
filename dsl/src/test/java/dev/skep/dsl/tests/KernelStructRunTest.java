package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.S32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields of the kernel's own structs, which lie nowhere near where they are declared: in what runs this test. */
class KernelStructRunTest {
    private static final KernelStruct SIGNAL = kernelStruct("signal_struct");
    private static final KernelField<S32> THREADS = SIGNAL.field("nr_threads", S32);

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);
    private static final KernelField<S32> TGID = TASK.field("tgid", S32);
    private static final KernelField<KernelObject> SIGNALS = TASK.pointer("signal", SIGNAL);
    private static final KernelArray<U8> COMM = TASK.array("comm", U8, 16);

    private static final GlobalDef<S32> TGID_FOUND = global("tgid", S32);
    private static final GlobalDef<S32> PARENT_FOUND = global("parent", S32);
    private static final GlobalDef<S32> THREADS_FOUND = global("threads", S32);
    private static final GlobalDef<U8> LETTER_FOUND = global("letter", U8);
    private static final GlobalDef<U64> ADDRESS_FOUND = global("address", U64);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void areReadThroughPointersThatTheVerifierDoesNotTrust() {
        assertReads(p -> look(p, p.currentTask(TASK)));
    }

    @Test
    void areReadThroughPointersThatTheVerifierKnows() {
        assertReads(p -> look(p, p.currentTaskBtf(TASK)));
    }

    @Test
    void areZeroWhereNothingCanBeRead() {
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", rawTracepoint("sched_switch"), p -> {
            var task = TASK.at(p.context().get(RawTracepointArgs.argument(0)));
            p.global(TGID_FOUND).set(task.get(TGID).add(5));
            p.global(PARENT_FOUND).set(task.get(PARENT).get(TGID).add(6));
            p.return_(0);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            var context = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putLong(8);
            loaded.program("test").runContext(context.array());
            assertThat(loaded.global("tgid").number()).isEqualTo(5);
            assertThat(loaded.global("parent").number()).isEqualTo(6);
        }
    }

    private static void look(ProgramBuilder<RawTracepointArgs, Integer> p, KernelObject task) {
        p.global(TGID_FOUND).set(task.get(TGID));
        p.global(PARENT_FOUND).set(task.get(PARENT).get(TGID));
        p.global(THREADS_FOUND).set(task.get(SIGNALS).get(THREADS));
        p.global(LETTER_FOUND).set(task.get(COMM, 1));
        p.global(ADDRESS_FOUND).set(task.address());
    }

    private static void assertReads(Consumer<ProgramBuilder<RawTracepointArgs, Integer>> statements) {
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(5, 11));
        var object = BpfObjects.build(
                "test", o -> o.license(GPL).options(options).program("test", rawTracepoint("sched_switch"), p -> {
                    statements.accept(p);
                    p.return_(1);
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").runContext(new byte[24]).returnValue())
                    .isOne();
            var self = ProcessHandle.current();
            assertThat(loaded.global("tgid").number()).isEqualTo(self.pid());
            assertThat(loaded.global("parent").number())
                    .isEqualTo(self.parent().orElseThrow().pid());
            assertThat(loaded.global("threads").number()).isGreaterThan(1);
            assertThat(loaded.global("letter").number()).isBetween(33L, 126L);
            assertThat(loaded.global("address").number())
                    .as("an address of the kernel")
                    .isNegative();
        }
    }
}
