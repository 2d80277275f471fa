package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.compiler.check.CheckHelpers;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import org.junit.jupiter.api.Test;

/** What is refused of helpers, and that the kernel would have refused it. */
class HelpersInTheKernelTest {
    private static final String STORE = """
            function %s store(skb %%0: ptr.ctx as void*) s32 @"H.java":3 {
                slot $0 word 8 align 8
            entry.0:
                %%1: ptr.stack = slot $0
                zero [%%1 + 0], 8
                %%2: i32 = const 0
                %%3: i32 = const 8
                %%4: i64 = helper bpf_skb_store_bytes(%%0, %%2, %%1, %%3, %%2) @9
                return %%2
            }
            """;

    private static String program(String section, String name, String callee) {
        return """
                function entry "%s" %s(ctx %%0: ptr.ctx as void*) s32 @"H.java":20 {
                entry.0:
                    %%1: i32 = call %s(%%0)
                    %%2: i32 = const 1
                    return %%2
                }
                """.formatted(section, name, callee);
    }

    private static Unit unit(String... functions) {
        return IrParser.unit("unit \"u\" license \"GPL\"\n" + String.join("\n", functions));
    }

    @Test
    void aFunctionMayCallOnlyWhatEveryProgramMayThatComesToIt() {
        var between = """
                function subprogram between(skb %0: ptr.ctx as void*) s32 @"H.java":14 {
                entry.0:
                    %1: i32 = call store(%0)
                    return %1
                }
                """;
        var store = STORE.formatted("subprogram");
        var allowed = program("tc", "classify", "between");
        var wrong = unit(
                store,
                between,
                allowed,
                program("cgroup_skb/egress", "egress", "between"),
                program("cgroup_skb/ingress", "ingress", "store"));

        var refused = catchThrowableOfType(SkepException.class, () -> Compiler.compile(wrong, Options.DEFAULT));
        assertThat(refused.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.WRONG_HELPER);
            assertThat(finding.location()).hasToString("H.java:9");
            assertThat(finding.message())
                    .isEqualTo("`bpf_skb_store_bytes` is not for programs of type `BPF_PROG_TYPE_CGROUP_SKB`,"
                            + " and `egress` is one that comes here");
        });
        assertThat(new CheckHelpers(Options.DEFAULT.targetKernel()).check(unit(store, between, allowed)))
                .isEmpty();

        Kernel.require();
        assertThatThrownBy(() -> Kernel.load(Unchecked.object(wrong, Options.DEFAULT.withoutOptimization())))
                .isInstanceOfSatisfying(
                        KernelRefused.class, e -> assertThat(e.log()).contains("bpf_skb_store_bytes#9"));
        try (var loaded = Kernel.load(Compiler.compile(unit(store, between, allowed), Options.DEFAULT))) {
            assertThat(loaded.program("classify").id()).isPositive();
        }
    }

    @Test
    void aFunctionMayCallOnlyKernelFunctionsThatEveryProgramMayThatComesToIt() {
        var mask = """
                function subprogram mask() s32 @"H.java":3 {
                entry.0:
                    %0: i64 = kfunc bpf_cpumask_create() @9
                    %1: i32 = const 0
                    return %1
                }
                """;
        var wrong = unit(mask, program("xdp", "packets", "mask").replace("call mask(%0)", "call mask()"));
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 18));

        var refused = catchThrowableOfType(SkepException.class, () -> Compiler.compile(wrong, options));
        assertThat(refused.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.WRONG_HELPER);
            assertThat(finding.message())
                    .isEqualTo("`bpf_cpumask_create` is not for programs of type `BPF_PROG_TYPE_XDP`,"
                            + " and `packets` is one that comes here");
        });
        assertThat(new CheckHelpers(new KernelVersion(6, 19)).check(wrong)).isEmpty();

        Kernel.require();
        assertThatThrownBy(() -> Kernel.load(Unchecked.object(wrong, options.withoutOptimization())))
                .isInstanceOfSatisfying(KernelRefused.class, e -> assertThat(e.log())
                        .contains("calling kernel function bpf_cpumask_create is not allowed"));
    }

    /** It may be replaced by another one. */
    @Test
    void aFunctionThatIsVerifiedOnItsOwnIsNotEntered() {
        var unit = unit(STORE.formatted("global"), program("cgroup_skb/egress", "egress", "store"));
        assertThat(new CheckHelpers(Options.DEFAULT.targetKernel()).check(unit)).isEmpty();
    }

    @Test
    void theResultOfAHelperThatReturnsNothingCannotBeRead() {
        var unit = unit("""
                map events ringbuf entries 4096
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: ptr.map = map events
                    %2: i64 = const 16
                    %3: i64 = const 0
                    %4: ptr.record? = helper bpf_ringbuf_reserve(%1, %2, %3)
                    %5: ptr.record? = const 0
                    branch ne %4, %5 then fill.1 else full.2
                fill.1:
                    %6: i64 = helper bpf_ringbuf_discard(%4, %3)
                    %7: i32 = truncate %6
                    return %7
                full.2:
                    %8: i32 = const 1
                    return %8
                }
                """);

        assertThat(IrChecker.problems(unit))
                .singleElement()
                .asString()
                .contains("`bpf_ringbuf_discard` returns nothing, but its result is read");
        Kernel.require();
        assertThatThrownBy(() -> Kernel.load(Unchecked.object(unit, Options.DEFAULT.withoutOptimization())))
                .isInstanceOfSatisfying(
                        KernelRefused.class, e -> assertThat(e.log()).contains("R0 !read_ok"));
    }
}
