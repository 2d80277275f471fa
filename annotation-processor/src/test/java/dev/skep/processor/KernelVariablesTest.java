package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of the kernel, which the loader finds by their names and types. */
class KernelVariablesTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Variables {
                @KernelType("rq")
                static final class RunQueue {
                    int cpu;
                    @Unsigned int nrRunning;
                }

                @Ksym(perCpu = true) static S32 bpf_prog_active;
                @Ksym(perCpu = true) static RunQueue runqueues;
                @Ksym(value = "skep_is_not_there", perCpu = true, weak = true) static U32 missing;

                static int active = -1;
                static int cpu = -1;
                static int first = -1;
                static int running;
                static int far;
                static int none;

                @RawTracepoint("sched_switch")
                static int program(RawTracepointContext context) {
                    active = Kernel.thisCpu(bpf_prog_active).value;
                    var queue = Kernel.thisCpu(runqueues);
                    cpu = queue.cpu == Kernel.smpProcessorId() ? 1 : 2;
                    running = queue.nrRunning;
                    var zero = Kernel.perCpu(runqueues, 0);
                    if (zero != null) first = zero.cpu;
                    far = Kernel.perCpu(runqueues, 1 << 20) == null ? 1 : 2;
                    none = missing == null ? 1 : Kernel.thisCpu(missing).value == 0 ? 2 : 3;
                    return 1;
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    /** Kernels without {@code CONFIG_KALLSYMS_ALL} have the types of their variables, and no addresses. */
    private static void assumeAddresses() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/kallsyms"))) {
            assumeTrue(
                    lines.anyMatch(line -> line.endsWith(" runqueues")), "this kernel tells no addresses of variables");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void areReadOnEachCpu(String optimized) throws IOException {
        assumeAddresses();
        var build = Build.with(List.of("-Askep.optimize=" + optimized), "Variables", SOURCE);
        try (var object = Kernel.load(build.objectOrFail("Variables"))) {
            assertThat(object.program("program").runContext(new byte[24]).returnValue())
                    .isEqualTo(1);
            assertThat(object.global("active").number()).isBetween(0L, 8L);
            assertThat(object.global("cpu").number()).isEqualTo(1);
            assertThat(object.global("first").number()).isZero();
            assertThat(object.global("running").number()).isPositive();
            assertThat(object.global("far").number()).isEqualTo(1);
            assertThat(object.global("none").number()).isEqualTo(1);
        }
    }

    /** The loader has found it by its type when the kernel looks for its address. */
    @Test
    void areFoundByTheirTypes() {
        var object = Build.of("Variables", SOURCE).objectOrFail("Variables");
        try (var loaded = Kernel.load(object)) {
            assertThat(loaded.global("none").number()).isZero();
        } catch (KernelRefused refused) {
            assertThat(refused).hasMessageContaining("failed to find the address for kernel symbol 'bpf_prog_active'");
        }
    }

    @Test
    void mustBeThereUnlessTheyAreWeak() {
        var object = Build.of("Variables", SOURCE.replace(", weak = true", "")).objectOrFail("Variables");
        assertThatThrownBy(() -> Kernel.load(object).close())
                .isInstanceOf(KernelRefused.class)
                .hasMessageContaining("skep_is_not_there");
    }

    @Test
    void bpftoolSeesTheirTypes() throws IOException {
        var file = folder.resolve("variables.o");
        Files.write(file, Build.of("Variables", SOURCE).objectOrFail("Variables"));
        var dump = Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString())
                .orFail()
                .out();
        assertThat(dump)
                .containsPattern("VAR 'bpf_prog_active' type_id=\\d+, linkage=extern")
                .containsPattern("VAR 'runqueues' type_id=\\d+, linkage=extern")
                .containsPattern("DATASEC '.ksyms' size=\\d+ vlen=3");
    }
}
