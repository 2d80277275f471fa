package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the types of a kernel at hand, programs that trace are held to what it hands over. */
class TracedSignaturesTest {
    private static final String KERNEL = "/sys/kernel/btf/vmlinux";

    private static final String TYPES = """
            import dev.skep.lang.*;
            import org.jspecify.annotations.Nullable;

            @KernelType("task_struct")
            final class Task {
                int pid;
            }

            @KernelType("task_struct___old")
            final class OldTask {
                long state;
            }

            @KernelType("sock")
            final class Sock {}

            @KernelType("file")
            final class OpenFile {}

            @Bpf(license = "GPL", minKernel = "6.1")
            final class Traces {
            """;

    private static List<String> errors(String types, String programs) {
        var build = Build.with(List.of("-Askep.btf=" + types), "Traces", TYPES + programs + "}\n");
        var before = TYPES.lines().count();
        return build.compilation().diagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> (d.getLineNumber() - before) + ":" + d.getColumnNumber() + " "
                        + d.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void whatTheKernelHandsOverIsTaken() {
        Kernel.require();
        assertThat(errors(KERNEL, """
                @BtfTracepoint("sched_switch")
                static int all(boolean preempt, Task previous, OldTask next, @Unsigned int state) { return 0; }
                @BtfTracepoint("sched_switch")
                static int some(TracingContext context, boolean preempt, @Unsigned long previous) { return 0; }
                @Fexit("tcp_close")
                static int close(Sock sock, long timeout) { return 0; }
                @Fexit("vfs_read")
                static int read(OpenFile file, @Unsigned long buffer, @Unsigned long count, long position, long result) { return 0; }
                @Lsm("file_open")
                static int open(OpenFile file, int before) { return before; }
                @Fentry("nobody_has_this")
                static int unknown(int a, long b) { return 0; }
                """)).isEmpty();
    }

    @Test
    void anotherSignatureIsRefusedAtTheParameter() {
        Kernel.require();
        assertThat(errors(KERNEL, """
                @BtfTracepoint("sched_switch")
                static int first(Task previous, Task next) { return 0; }
                @BtfTracepoint("sched_switch")
                static int wide(boolean preempt, Task previous, Task next, long state) { return 0; }
                @BtfTracepoint("sched_switch")
                static int more(boolean preempt, Task previous, Task next, @Unsigned int state, int more) { return 0; }
                @Lsm("file_open")
                static int open(Sock file) { return 0; }
                @Fentry("vfs_read")
                static int read(TracingContext context, OpenFile file, int buffer) { return 0; }
                @Fentry("vfs_read")
                static int result(OpenFile file, long buffer, @Unsigned long count, long position, long result) { return 0; }
                """))
                .containsExactly(
                        "2:23 [SKEP2005] word 1 of `sched_switch` is a `bool`, not a `Task`: need `boolean`",
                        "4:65 [SKEP2005] word 4 of `sched_switch` is a `unsigned int`, not a `long`: need `@Unsigned int`",
                        "6:85 [SKEP2005] `sched_switch` hands over 4 words, and this is one more",
                        "8:22 [SKEP2005] word 1 of `file_open` is a `struct file *`, not a `Sock`: need a @KernelType(\"file\") class",
                        "10:60 [SKEP2005] word 2 of `vfs_read` is a `char *`, not a `int`: need `long` or `@Unsigned long`",
                        "12:89 [SKEP2005] `vfs_read` hands over 4 words, and this is one more");
    }

    /** Two words are one struct here, which would move what stands behind it. */
    @Test
    void aStructThatIsHandedOverItselfTakesItsWords(@TempDir Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("traced.c"), """
                struct pair { long a; int b; };
                struct sock;
                __attribute__((noinline)) int traced(int x, struct pair p, unsigned char y, struct sock *sk) {
                    return x + p.a + y;
                }
                int caller(int x) { struct pair p = {x, 2}; return traced(x, p, 3, 0); }
                """);
        var object = folder.resolve("traced.o");
        Judge.require("clang-19")
                .run("-target", "bpf", "-O2", "-g", "-c", source.toString(), "-o", object.toString())
                .orFail();
        var types = folder.resolve("traced.btf");
        Judge.require("llvm-objcopy-19")
                .run("--dump-section", ".BTF=" + types, object.toString())
                .orFail();
        assertThat(errors(types.toString(), """
                @Fexit("traced")
                static int all(int x, long a, long b, @Unsigned byte y, Sock sock, int result) { return 0; }
                @Fentry("traced")
                static int shifted(int x, long a, @Unsigned byte y, Sock sock) { return 0; }
                """))
                .containsExactly(
                        "4:50 [SKEP2005] word 3 of `traced` is a `struct pair, bytes from 8`, not a `@Unsigned byte`: need `long` or `@Unsigned long`");
    }
}
