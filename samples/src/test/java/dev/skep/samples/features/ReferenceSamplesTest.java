package dev.skep.samples.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of the kernel that programs hold, in the kernel: compared with what {@code /proc} says. */
final class ReferenceSamplesTest {
    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    private static Run ask(LoadedObject loaded, String program, int pid, int bytes) {
        return loaded.program(program).runContext(Arrays.copyOf(NativeOrder.u32(pid), bytes));
    }

    @Test
    void aProcessIsFoundByItsPid() throws IOException {
        var own = ProcessHandle.current();
        try (var loaded = Kernel.load(ProcessLookupBpf.bytes())) {
            var run = ask(loaded, "find", (int) own.pid(), ProcessLookupBpf.Views.QuestionView.SIZE);
            assertThat(run.returnValue()).isZero();
            var answer = ProcessLookupBpf.Views.QuestionView.of(ByteBuffer.wrap(run.context()));
            assertThat(answer.parent())
                    .isEqualTo((int) own.parent().orElseThrow().pid());
            assertThat(answer.cpus()).isBetween(1L, (long) Runtime.getRuntime().availableProcessors());
            assertThat(answer.shared()).isBetween(0L, answer.cpus());
            var name = Files.readString(Path.of("/proc/self/comm")).strip();
            assertThat(new String(loaded.global("name").bytes(), UTF_8).replaceFirst("\0.*", ""))
                    .isEqualTo(name);
            assertThat(ask(loaded, "find", Integer.MAX_VALUE, 16).returnValue()).isEqualTo(1);
        }
    }

    @Test
    void aProcessIsWatchedUntilAfterItsEnd() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sleep", "60").start();
        var pid = (int) process.pid();
        try (var loaded = Kernel.load(ProcessWatchBpf.bytes())) {
            assertThat(ask(loaded, "look", 0, 8).returnValue()).isEqualTo(2);
            assertThat(answer(ask(loaded, "watch", pid, 8)).pid()).isZero();
            assertThat(answer(ask(loaded, "look", 0, 8)).ended()).isFalse();
            process.destroyForcibly().waitFor();
            var answer = answer(ask(loaded, "look", 0, 8));
            assertThat(answer.pid()).isEqualTo(pid);
            assertThat(answer.ended()).isTrue();
            var own = (int) ProcessHandle.current().pid();
            assertThat(answer(ask(loaded, "watch", own, 8)).pid()).isEqualTo(pid);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessWatchBpf.Views.QuestionView answer(Run run) {
        assertThat(run.returnValue()).isZero();
        return ProcessWatchBpf.Views.QuestionView.of(ByteBuffer.wrap(run.context()));
    }
}
