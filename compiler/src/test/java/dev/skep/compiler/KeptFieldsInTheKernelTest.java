package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.check.CheckLocks;
import dev.skep.compiler.check.CheckMapUsers;
import dev.skep.compiler.check.CheckResLocks;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which programs may use maps with a field that the kernel keeps, and what may be called while a lock is held: as the kernel has it. */
class KeptFieldsInTheKernelTest {
    private static final String TYPES = """
            unit "u" license "GPL"
            struct bpf_spin_lock size 4 align 4 {
                0: u32 val
            }

            struct bpf_res_spin_lock size 4 align 4 {
                0: u32 val
            }

            struct bpf_timer size 16 align 8 {
                0: u64[2] __opaque
            }

            struct bpf_wq size 16 align 8 {
                0: u64[2] __opaque
            }

            struct bpf_task_work size 8 align 8 {
                0: u64 __opaque
            }

            struct Value size 24 align 8 {
                0: struct %s field
                160: u32 n
            }

            map m array key u32 value struct Value entries 1
            map other array key u32 value u64 entries 1
            """;

    private static final Options NEW =
            new Options(KernelVersion.parse("6.18"), Options.DEFAULT.byteOrder()).withoutOptimization();

    private static final List<String> SECTIONS = List.of(
            "xdp",
            "tc",
            "socket",
            "kprobe/do_nanosleep",
            "uprobe",
            "tracepoint/syscalls/sys_enter_openat",
            "raw_tp/sys_enter",
            "perf_event",
            "cgroup_skb/ingress",
            "cgroup/connect4",
            "sockops",
            "sk_msg",
            "sk_lookup",
            "lwt_in",
            "flow_dissector",
            "syscall",
            "tp_btf/sched_process_exit");

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    static Stream<List<String>> programs() {
        return Stream.of("bpf_spin_lock", "bpf_res_spin_lock", "bpf_timer", "bpf_wq", "bpf_task_work")
                .flatMap(field -> SECTIONS.stream().map(section -> List.of(field, section)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aMapIsForThesePrograms(List<String> program) {
        var result = program.get(1).startsWith("tp_btf") ? 0 : 1;
        var unit = IrParser.unit(TYPES.formatted(program.get(0)) + lookup(program.get(1)) + """
                found.1:
                    %%5: i32 = const %d
                    return %%5
                }
                """.formatted(result));
        assertThat(new CheckMapUsers(NEW.targetKernel()).check(unit).isEmpty()).isEqualTo(isTaken(unit));
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "%10: i64 = helper bpf_ktime_get_ns()                   | false",
        "%10: i64 = helper bpf_get_prandom_u32()                | false",
        "%10: i64 = helper bpf_spin_lock(%4)                    | false",
        "%10: i64 = kfunc bpf_rcu_read_lock()                   | false",
        "%10: i64 = kfunc bpf_preempt_disable()                 | false",
        "%10: ptr.map = map other                               | true",
        "%10: i32 = load u32 [%4 + 20]                          | true",
        "atomic add u32 [%4 + 20], %1                           | true",
    })
    // spotless:on
    void whileALockIsHeldThisMayHappen(String op, boolean may) {
        var unit = IrParser.unit(TYPES.formatted("bpf_spin_lock") + lookup("xdp") + """
                found.1:
                    %5: ptr.value = reinterpret %4
                    %6: i64 = helper bpf_spin_lock(%5)
                    OP
                    %7: i64 = helper bpf_spin_unlock(%5)
                    return %1
                }
                """.replace("OP", op));
        assertThat(unit.functions().stream()
                        .flatMap(function -> new CheckLocks(NEW.targetKernel()).check(function).stream()))
                .hasSize(may ? 0 : 1);
        assertThat(isTaken(unit)).isEqualTo(may);
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "%10: i64 = helper bpf_ktime_get_ns()                   | false",
        "%10: i64 = kfunc bpf_rcu_read_lock()                   | false",
        "%10: i64 = kfunc bpf_local_irq_save(%11)               | false",
        "%10: i32 = kfunc bpf_res_spin_lock(%5)                 | false",
        "%10: i32 = kfunc bpf_iter_num_new(%11, %1, %1);%12: i64 = kfunc bpf_iter_num_destroy(%11) | true",
        "%10: i32 = load u32 [%4 + 20]                          | true",
        "atomic add u32 [%4 + 20], %1                           | true",
    })
    // spotless:on
    void whileALockIsHeldThatGivesUpThisMayHappen(String op, boolean may) {
        var unit = IrParser.unit(TYPES.formatted("bpf_res_spin_lock")
                + lookup("xdp").replace("key 4 align 4", "key 4 align 4\n        slot $1 state 8 align 8")
                + """
                found.1:
                    %5: ptr.value = reinterpret %4
                    %11: ptr.stack = slot $1
                    %6: i32 = kfunc bpf_res_spin_lock(%5)
                    branch eq %6, %1 then held.3 else free.4
                held.3:
                    OP
                    %7: i64 = kfunc bpf_res_spin_unlock(%5)
                    return %1
                free.4:
                    %9: i64 = helper bpf_ktime_get_ns()
                    return %1
                }
                """.replace("OP", op.replace(";", "\n")));
        assertThat(unit.functions().stream().flatMap(function -> new CheckResLocks().check(function).stream()))
                .hasSize(may ? 0 : 1);
        assertThat(isTaken(unit)).isEqualTo(may);
    }

    private static String lookup(String section) {
        return """
                function entry "%s" p(ctx %%0: ptr.ctx as void*) s32 {
                    slot $0 key 4 align 4
                entry.0:
                    %%2: ptr.stack = slot $0
                    %%1: i32 = const 0
                    store u32 [%%2 + 0], %%1
                    %%3: ptr.map = map m
                    %%4: ptr.value? = helper bpf_map_lookup_elem(%%3, %%2)
                    %%8: ptr.value? = const 0
                    branch ne %%4, %%8 then found.1 else miss.2
                miss.2:
                    return %%1
                """.formatted(section);
    }

    private static boolean isTaken(Unit unit) {
        try (var loaded = Kernel.load(Unchecked.object(unit, NEW))) {
            return loaded.programs().contains("p");
        } catch (KernelRefused refused) {
            assertThat(refused.log()).containsAnyOf("progs cannot use", "while holding a lock", "unknown func", "lock");
            return false;
        }
    }
}
