package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kernel does not have is refused at its line, with the kernel that has it; that kernel gets it. */
class TargetKernelTest {
    private static final String LOOP = """
            function callback each(i %0: i64 as u32, c %1: ptr.memory? as void*) s64 {
            entry.0:
                %2: i64 = const 0
                return %2
            }
            """;

    private static Unit unit(String section, String map, String ops) {
        return IrParser.unit("unit \"u\" license \"GPL\"\n" + map + "global variable g u64 = zero\n" + LOOP
                + """
                function entry "%s" p(ctx %%0: ptr.ctx as void*) s32 @"K.java":7 {
                    slot $0 word 8 align 8 @8
                entry.0:
                    %%1: i64 = const 5
                    %%2: i32 = const 5
                    %%3: ptr.stack = slot $0
                    zero [%%3 + 0], 8
                    %%4: ptr.value = global g
                %s
                    return %%2
                }
                """.formatted(section, ops.replace(";", "\n")));
    }

    private static List<Diagnostic> refusals(Unit unit, KernelVersion kernel) {
        var options = Options.DEFAULT.withTargetKernel(kernel);
        var refused = catchThrowableOfType(SkepException.class, () -> Compiler.compile(unit, options));
        return refused == null ? List.of() : refused.diagnostics();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "%10: i64 = atomic fetch_add u64 [%4 + 0], %1 @9                            | 9 | atomic fetch_add                   | 5.12",
        "%10: i64 = atomic xchg u64 [%4 + 0], %1 @9                                 | 9 | atomic xchg                        | 5.12",
        "%10: i64 = cmpxchg u64 [%4 + 0], %1, %1 @9                                 | 9 | atomic cmpxchg                     | 5.12",
        "atomic or u32 [%4 + 0], %2 @9                                              | 9 | atomic or                          | 5.12",
        "%10: i64 = kfunc bpf_rcu_read_lock() @9                                    | 9 | kernel function `bpf_rcu_read_lock` | 6.2",
        "%9: ptr.function = function each; %10: i64 = helper bpf_loop(%2, %9, %3, %1) @9 | 9 | helper `bpf_loop`           | 5.17",
        "%10: i64 = helper bpf_get_current_task_btf() @9                            | 9 | helper `bpf_get_current_task_btf`  | 5.11",
    })
    // spotless:on
    void refusesAnOp(String ops, int line, String what, String since) {
        var newer = KernelVersion.parse(since);
        var older = new KernelVersion(newer.major(), newer.minor() - 1);
        var unit = unit("xdp", "", ops);

        assertThat(refusals(unit, older)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.NEWER_KERNEL);
            assertThat(finding.location()).hasToString("K.java:" + line);
            assertThat(finding.message())
                    .isEqualTo(what + " needs kernel " + since + ", the object must load on " + older);
        });
        assertThat(refusals(unit, newer)).extracting(Diagnostic::code).doesNotContain(DiagnosticCode.NEWER_KERNEL);
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "xdp               | map m bloom_filter value u32 entries 4 @\"K.java\":3 | 3 | a map of type bloom_filter     | 5.16",
        "xdp               | map m task_storage key u32 value u32 entries 0 flags 1 @\"K.java\":3 | 3 | a map of type task_storage | 5.11",
        "syscall           | ''                                                  | 7 | a program of `syscall`          | 5.14",
        "netfilter         | ''                                                  | 7 | a program of `netfilter`        | 6.4",
    })
    // spotless:on
    void refusesAMapOrAProgram(String section, String map, int line, String what, String since) {
        var newer = KernelVersion.parse(since);
        var older = new KernelVersion(newer.major(), newer.minor() - 1);
        var unit = unit(section, map + "\n", "");

        assertThat(refusals(unit, older)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.NEWER_KERNEL);
            assertThat(finding.location()).hasToString("K.java:" + line);
            assertThat(finding.message())
                    .isEqualTo(what + " needs kernel " + since + ", the object must load on " + older);
        });
        assertThat(refusals(unit, newer)).extracting(Diagnostic::code).doesNotContain(DiagnosticCode.NEWER_KERNEL);
    }
}
