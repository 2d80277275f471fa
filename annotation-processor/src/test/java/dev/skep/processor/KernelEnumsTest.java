package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Enums of the kernel as Java enums, beside what bpftool reads in its BTF. */
class KernelEnumsTest {
    private static final List<Object> RUNNING = List.of("-Askep.btf=/sys/kernel/btf/vmlinux");
    private static final String SOURCE = """
            package tools;

            import static tools.KernelConstants.BPF_TCP_LISTEN;
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            @KernelTypes("bpf_attach_type")
            final class Enums {
                static int idle, pinned, established, listen, chosen, typed;
                static long asked;
                static boolean exists;

                @RawTracepoint("sched_switch")
                static int run(RawTracepointContext context) {
                    idle = mq_rq_state.MQ_RQ_IDLE.number();
                    pinned = hrtimer_mode.HRTIMER_MODE_PINNED.number();
                    asked = Core.valueOf(hrtimer_mode.HRTIMER_MODE_PINNED);
                    exists = Core.exists(hrtimer_mode.HRTIMER_MODE_PINNED);
                    established = KernelConstants.TCP_ESTABLISHED;
                    listen = BPF_TCP_LISTEN;
                    var nothing = context.arg(0, request.class);
                    switch (nothing.state) {
                        case MQ_RQ_IDLE -> chosen = 1;
                        case MQ_RQ_IN_FLIGHT, MQ_RQ_COMPLETE -> chosen = 2;
                        default -> chosen = 3;
                    }
                    mq_rq_state kept = nothing.state;
                    typed = kept == mq_rq_state.MQ_RQ_IDLE && nothing.state.number() == 0 ? 1 : 0;
                    return 1;
                }
            }
            """;

    @Test
    void constantsHaveTheNumbersOfTheKernel() {
        var facts = KernelFacts.read();
        try (LoadedObject loaded =
                Kernel.load(Build.with(RUNNING, "tools.Enums", SOURCE).objectOrFail("tools.Enums"))) {
            assertThat(loaded.program("run").runContext(new byte[24]).returnValue())
                    .isOne();
            var pinned = facts.enumerator("hrtimer_mode", "HRTIMER_MODE_PINNED");
            assertThat(pinned).isNotZero();
            assertThat(loaded.global("pinned").number()).isEqualTo(pinned);
            assertThat(loaded.global("asked").number()).isEqualTo(pinned);
            assertThat(loaded.global("exists").number()).isOne();
            assertThat(loaded.global("established").number()).isOne();
            assertThat(loaded.global("listen").number()).isEqualTo(10);
            assertThat(loaded.global("idle").number()).isZero();
            assertThat(loaded.global("chosen").number()).isOne();
            assertThat(loaded.global("typed").number()).isOne();
        }
    }

    @Test
    void onlyConstantsThatTheFileNamesAreBound() throws IOException {
        var compilation = Build.with(RUNNING, "tools.Enums", SOURCE).compilation();
        assertThat(text(compilation, "hrtimer_mode"))
                .contains("@KernelEnum", "@Code(2L)", "HRTIMER_MODE_PINNED(2L)")
                .doesNotContain("HRTIMER_MODE_SOFT");
        assertThat(text(compilation, "bpf_attach_type")).doesNotContain("BPF_CGROUP");
        assertThat(text(compilation, "request")).contains("mq_rq_state state;");
    }

    private static String text(com.google.testing.compile.Compilation compilation, String name) throws IOException {
        var file = compilation.generatedSourceFile("tools." + name).orElseThrow();
        try (var in = file.openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aConstantOfAnEnumWithANameIsToldApart() {
        var build = Build.with(
                RUNNING,
                "A",
                "import dev.skep.lang.*;\n\n@KernelTypes\nfinal class A { int a = KernelConstants.MQ_RQ_IDLE; }\n");
        assertThat(errors(build)).contains("[SKEP2037] `MQ_RQ_IDLE` is a constant of `mq_rq_state`");
        build = Build.with(
                RUNNING,
                "A",
                "import dev.skep.lang.*;\n\n@KernelTypes\nfinal class A { int a = KernelConstants.NOSUCH; }\n");
        assertThat(errors(build)).contains("[SKEP2037] no enumerator of the kernel is named `NOSUCH`");
    }

    @Test
    void loadersFindConstantsInOneEnumOfAName() {
        var other = SOURCE.replace("exists = Core.exists(hrtimer_mode.", "exists = Core.exists(Own.")
                .replace(
                        "static boolean exists;",
                        "static boolean exists; @Name(\"hrtimer_mode\") enum Own { HRTIMER_MODE_PINNED }");
        assertThat(errors(Build.with(RUNNING, "tools.Enums", other)))
                .contains("[SKEP4001] `Enums` knows other constants of enum `hrtimer_mode`, too");
    }

    private static List<String> errors(Build build) {
        return build.compilation().diagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                .toList();
    }
}
