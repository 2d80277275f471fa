package dev.skep.dsl.tests;

import static dev.skep.dsl.EnumDef.enumeration;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import dev.skep.compiler.Options;
import dev.skep.dsl.Array;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.EnumDef;
import dev.skep.dsl.Enumerated;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of the kernel's structs that lie deeper, and what the loader says of the kernel's types. */
class CoreRunTest {
    /** {@code PR_SET_CHILD_SUBREAPER}. */
    private static final int PR_SET_CHILD_SUBREAPER = 36;

    private static final KernelStruct ENTITY = kernelStruct("sched_entity");
    private static final KernelField<U64> RUNTIME = ENTITY.field("sum_exec_runtime", U64);

    private static final KernelStruct SIGNAL = kernelStruct("signal_struct");
    private static final KernelField<U32> SUBREAPER = SIGNAL.bitField("is_child_subreaper", U32, 1);

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<S32> TGID = TASK.field("tgid", S32);
    private static final KernelField<KernelObject> SE = TASK.embedded("se", ENTITY);
    private static final KernelField<KernelObject> SIGNALS = TASK.pointer("signal", SIGNAL);
    private static final KernelField<S32> MISSING = TASK.field("nosuch", S32);

    private static final KernelStruct LIST = kernelStruct("list_head");

    static {
        LIST.pointer("next", LIST);
        LIST.pointer("prev", LIST);
    }

    private static final KernelStruct NO_STRUCT = kernelStruct("nosuch_struct");

    static {
        NO_STRUCT.field("a", S32);
    }

    private static final EnumDef MODE = enumeration("hrtimer_mode", S32);
    private static final Enumerated PINNED = MODE.constant("HRTIMER_MODE_PINNED", 77);
    private static final Enumerated NO_MODE = MODE.constant("HRTIMER_MODE_NOSUCH", 78);

    private static final GlobalDef<Array<S64>> FOUND = global("found", array(S64, 16));

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLoaderSaysWhatThereIs(boolean trusted) {
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(5, 11));
        var object = BpfObjects.build(
                "test", o -> o.license(GPL).options(options).program("test", rawTracepoint("sched_switch"), p -> {
                    ask(p, trusted ? p.currentTaskBtf(TASK) : p.currentTask(TASK));
                    p.return_(0);
                }));
        var prctl = Function.getFunction("c", "prctl");
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(found(loaded).get(9)).isZero();
            prctl.invokeInt(new Object[] {PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L});
            var found = found(loaded);
            for (var truth = 0; truth < 8; truth++)
                assertThat(found.get(truth)).as("truth %d", truth).isOne();
            assertThat(found.get(8)).as("run time").isPositive();
            assertThat(found.get(9)).as("subreaper").isOne();
            assertThat(found.get(10)).as("size of a task").isGreaterThan(1000);
            assertThat(found.get(11)).as("size of a number").isEqualTo(4);
            assertThat(found.get(12)).as("type of a task").isPositive();
            assertThat(found.get(13)).as("own type of a task").isPositive();
            assertThat(found.get(14)).as("HRTIMER_MODE_PINNED").isEqualTo(2);
            assertThat(found.get(15))
                    .as("way from a number to a part behind it")
                    .isNotZero();
        } finally {
            prctl.invokeInt(new Object[] {PR_SET_CHILD_SUBREAPER, 0L, 0L, 0L, 0L});
        }
    }

    private static void ask(FunctionBuilder<?> p, KernelObject task) {
        var found = p.global(FOUND);
        var core = p.core();
        found.set(0, core.exists(TGID).to(S64));
        found.set(1, core.exists(MISSING).xor(1).to(S64));
        found.set(2, core.exists(TASK).to(S64));
        found.set(3, core.exists(NO_STRUCT).xor(1).to(S64));
        found.set(4, core.matches(LIST).to(S64));
        found.set(5, core.matches(TASK).xor(1).to(S64));
        found.set(6, core.exists(PINNED).and(core.exists(NO_MODE).xor(1)).to(S64));
        found.set(7, core.isSigned(TGID).and(core.isSigned(RUNTIME).xor(1)).to(S64));
        found.set(8, task.get(SE).get(RUNTIME).to(S64));
        found.set(9, task.get(SIGNALS).get(SUBREAPER).to(S64));
        found.set(10, core.sizeOf(TASK).to(S64));
        found.set(11, core.sizeOf(TGID).to(S64));
        found.set(12, core.typeId(TASK).to(S64));
        found.set(13, core.localTypeId(TASK).to(S64));
        found.set(14, core.valueOf(PINNED));
        found.set(15, task.addressOf(SE).sub(task.addressOf(TGID)).to(S64));
        p.ifThen(
                core.exists(MISSING).isTrue(),
                () -> found.set(0, task.get(MISSING).to(S64)));
    }

    private static LongBuffer found(LoadedObject loaded) {
        loaded.program("test").runContext(new byte[24]);
        return ByteBuffer.wrap(loaded.global("found").bytes())
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}
