package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.guest.Guest;
import dev.skep.testkit.guest.GuestKernel;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import dev.skep.testkit.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that call functions of the kernel and do not load everywhere, written for the types in a kernel's image, in a virtual machine that
 * runs that kernel: a scheduler schedules it, programs of the LSM are asked, and its modules wrap packets.
 */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class KfuncsInGuestsTest {
    private static final int ENOENT = -2;
    private static final int NO_TASK = -2;
    private static final List<String> PROGRAMS = List.of("Scheduler", "OfSecurity");

    @Test
    void theKernelRunsThem(@TempDir Path folder) throws IOException {
        var image = Guest.require(GuestKernel.NEWEST).image();
        var request = Request.load().attaching();
        var matrix = judge(folder, request, JudgeKernel.NEWEST, PROGRAMS, "-Askep.btf=" + image);
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).hasSizeGreaterThan(10).allSatisfy(row -> {
                assertThat(matrix.at(row, column).verdict()).isInstanceOf(Verdict.Accepted.class);
                assertThat(matrix.at(row, column).attachment()).isInstanceOf(Trial.Attached.class);
            });
    }

    /** Functions of modules that this kernel may lack: a packet is wrapped and marked, and there is no flow. */
    @ParameterizedTest
    @EnumSource(names = {"V6_12", "NEWEST"})
    void itsModulesDo(JudgeKernel kernel, @TempDir Path folder) throws IOException {
        assertThat(run(folder, kernel, "Tunnels")).isEqualTo(Map.of("wrapped", 5555, "secured", 7, "flows", ENOENT));
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "V6_12", "NEWEST"})
    void connectionsAreMadeSinceTheFirstKernelThatCan(JudgeKernel kernel, @TempDir Path folder) throws IOException {
        assertThat(run(folder, kernel, "Conntrack"))
                .isEqualTo(Map.of("circle", 0, "leaves", 7, "translated", 0, "brief", 5));
    }

    /** Functions that it has under other names than older kernels, asked for in one object: a stream has room, and a task is given work. */
    @Test
    void itsOwnNamesAreFound(@TempDir Path folder) throws IOException {
        assertThat(run(folder, JudgeKernel.NEWEST, "Streams")).isEqualTo(Map.of("program", 0, "wrong", ENOENT));
        assertThat(run(folder, JudgeKernel.NEWEST, "Works"))
                .isEqualTo(Map.of("copies", 1, "resume", 1, "twice", 1, "signal", NO_TASK));
    }

    /** Functions that had no parameters once: each kernel is given the form that it has. */
    @ParameterizedTest
    @EnumSource(names = {"V6_12", "NEWEST"})
    void bothFormsAreFound(JudgeKernel kernel, @TempDir Path folder) throws IOException {
        var matrix = judge(folder, Request.load().attaching(), kernel, List.of("Sessions"));
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).hasSize(1).allSatisfy(row -> assertThat(
                            matrix.at(row, column).attachment())
                    .isInstanceOf(Trial.Attached.class));
    }

    /** Returns what the programs of an object return, each of which is run once on a packet of zeroes. */
    private static Map<String, Integer> run(Path folder, JudgeKernel kernel, String object) throws IOException {
        var packet = Files.write(folder.resolve("packet"), new byte[64]);
        var matrix = judge(folder, Request.load().running(packet), kernel, List.of(object));
        var returned = new TreeMap<String, Integer>();
        for (var column : matrix.columns())
            for (var row : matrix.rows())
                if (matrix.at(row, column).run() instanceof Trial.Ran ran) returned.put(row.program(), ran.returned());
        assertThat(returned).as(matrix.text()).hasSameSizeAs(matrix.rows());
        return returned;
    }

    private static Matrix judge(
            Path folder, Request request, JudgeKernel kernel, List<String> programs, Object... options)
            throws IOException {
        List<Path> objects = new ArrayList<>();
        for (var name : programs) {
            var build = Build.with(List.of(options), name, KfuncSources.all().get(name));
            objects.add(Files.write(folder.resolve(name + ".bpf.o"), build.objectOrFail(name)));
        }
        var kernels = new TreeSet<>(EnumSet.of(kernel));
        var loaders = new TreeSet<>(EnumSet.of(Loader.LIBBPF));
        return new JudgePlan(objects, kernels, loaders, request).judge(Drivers.ofUser());
    }
}
