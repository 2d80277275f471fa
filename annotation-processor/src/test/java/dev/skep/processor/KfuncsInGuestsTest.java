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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that call functions of the kernel and do not load everywhere, written for the types in a kernel's image, in a virtual machine that
 * runs that kernel: a scheduler schedules it, and programs of the LSM are asked.
 */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class KfuncsInGuestsTest {
    private static final List<String> PROGRAMS = List.of("Scheduler", "OfSecurity");

    @Test
    void theKernelRunsThem(@TempDir Path folder) throws IOException {
        var image = Guest.require(GuestKernel.NEWEST).image();
        List<Path> objects = new ArrayList<>();
        for (var name : PROGRAMS) {
            var source = KfuncSources.all().get(name);
            var build = Build.with(List.of("-Askep.btf=" + image), name, source);
            objects.add(Files.write(folder.resolve(name + ".bpf.o"), build.objectOrFail(name)));
        }
        var kernels = new TreeSet<>(EnumSet.of(JudgeKernel.NEWEST));
        var loaders = new TreeSet<>(EnumSet.of(Loader.LIBBPF));
        var matrix = new JudgePlan(objects, kernels, loaders, Request.load().attaching()).judge(Drivers.ofUser());
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).hasSizeGreaterThan(10).allSatisfy(row -> {
                assertThat(matrix.at(row, column).verdict()).isInstanceOf(Verdict.Accepted.class);
                assertThat(matrix.at(row, column).attachment()).isInstanceOf(Trial.Attached.class);
            });
    }
}
