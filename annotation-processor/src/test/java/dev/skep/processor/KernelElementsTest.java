package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays in structs of the kernel, by indices that programs compute: beside what /proc says. */
class KernelElementsTest {
    private static final int RLIMIT_NOFILE = 7;
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            @KernelTypes
            final class Elements {
                static final byte[] comm = new byte[16];
                static final long[] soft = new long[16];
                static int which;
                static @Unsigned long hard, links, folded;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return read(Kernel.currentTask(task_struct.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return read(Kernel.currentTaskBtf(task_struct.class));
                }

                @Inline
                static int read(task_struct task) {
                    for (int i = 0; i < 16; i++) comm[i] = task.comm[i];
                    for (int i = 0; i < 16; i++) soft[i] = task.signal.rlim[i].rlim_cur;
                    int at = which;
                    if (at < 0 || at > 15) return 0;
                    hard = task.signal.rlim[at].rlim_max;
                    links = Core.addressOf(task.signal.rlim[at].rlim_max) - Core.addressOf(task.signal.rlim[0].rlim_cur);
                    folded = task.signal.rlim[(at & 1) + 6].rlim_max + (task.signal.rlim[at % 16].rlim_max - hard);
                    return 1;
                }
            }
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void elementsAreThoseThatTheIndexMeans(String program) throws IOException {
        try (LoadedObject loaded = Kernel.load(Build.of("Elements", SOURCE).objectOrFail("Elements"))) {
            loaded.global("which").set(RLIMIT_NOFILE);
            assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                    .isOne();
            var comm = new String(loaded.global("comm").bytes(), StandardCharsets.UTF_8);
            assertThat(comm.substring(0, comm.indexOf('\0')))
                    .isEqualTo(
                            Files.readString(Path.of("/proc/thread-self/comm")).strip());
            var files = limits("Max open files");
            var stack = limits("Max stack size");
            var soft = new long[16];
            ByteBuffer.wrap(loaded.global("soft").bytes())
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer()
                    .get(soft);
            assertThat(soft[RLIMIT_NOFILE]).isEqualTo(files[0]);
            assertThat(soft[3]).isEqualTo(stack[0]);
            assertThat(loaded.global("hard").number()).isEqualTo(files[1]);
            assertThat(loaded.global("folded").number()).isEqualTo(files[1]);
            assertThat(loaded.global("links").number()).isEqualTo(16 * RLIMIT_NOFILE + 8);
        }
    }

    /** The last member of {@code struct pid} has as many elements as there are namespaces: the process is in the first one here. */
    @Test
    void anArrayWithoutALengthIsReadByAnyIndex() {
        var source = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Numbers {
                @KernelType("task_struct") static final class Task { Pid threadPid; }
                @KernelType("pid") static final class Pid { @Embedded @Length(0) Upid[] numbers; @Unsigned int level; }
                @KernelType("upid") static final class Upid { int nr; @Address long ns; }

                static @Unsigned int level;
                static int number, first, walked;
                static long distance, namespaces;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return read(Kernel.currentTask(Task.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return read(Kernel.currentTaskBtf(Task.class));
                }

                @Inline
                static int read(Task task) {
                    var pid = task.threadPid;
                    level = pid.level;
                    number = pid.numbers[pid.level].nr;
                    first = pid.numbers[0].nr;
                    for (int i = 0; i < 8 && i <= pid.level; i++) walked = pid.numbers[i].nr;
                    distance = Core.addressOf(pid.numbers[3].ns) - Core.addressOf(pid.numbers[0].nr);
                    namespaces = pid.numbers[pid.level].ns;
                    return 1;
                }
            }
            """;
        try (LoadedObject loaded = Kernel.load(Build.of("Numbers", source).objectOrFail("Numbers"))) {
            for (var program : List.of("probed", "loaded")) {
                assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                        .isOne();
                var thread = Long.parseLong(self().substring(self().lastIndexOf('/') + 1));
                assertThat(loaded.global("level").number()).isZero();
                assertThat(loaded.global("number").number()).isEqualTo(thread);
                assertThat(loaded.global("first").number()).isEqualTo(thread);
                assertThat(loaded.global("walked").number()).isEqualTo(thread);
                assertThat(loaded.global("distance").number()).isEqualTo(3 * 16 + 8);
                assertThat(loaded.global("namespaces").number()).isNotZero();
            }
        }
        assertThat(errors(Build.of("Numbers", source.replace("pid.numbers[i].nr", "pid.numbers[i - 1].nr"))))
                .contains("[SKEP3035] `i - 1` may be negative");
    }

    private static String self() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> errors(Build build) {
        return build.compilation().diagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getMessage(Locale.ROOT).lines().findFirst().orElse(""));
    }

    private static long[] limits(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(name))
                .flatMap(line -> Arrays.stream(
                                line.substring(name.length()).strip().split("\\s+"))
                        .limit(2))
                .mapToLong(text -> text.equals("unlimited") ? -1 : Long.parseLong(text))
                .toArray();
    }

    @Test
    void anIndexThatMayBeOutsideIsRefused() {
        var build = Build.of("Elements", SOURCE.replace("at > 15", "at > 16"));
        assertThat(errors(build)).contains("[SKEP3035] `at` is not known to be within 0 and 15");
    }
}
