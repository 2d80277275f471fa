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
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers, written for the types in a kernel's image, schedule a virtual machine that runs that kernel. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class SchedulersInGuestsTest {
    @Test
    void theKernelRunsThem(@TempDir Path folder) throws IOException {
        var image = Guest.require(GuestKernel.NEWEST).image();
        var source = KfuncSources.all().get("Scheduler");
        var build = Build.with(List.of("-Askep.btf=" + image), "Scheduler", source);
        var object = Files.write(folder.resolve("scheduler.bpf.o"), build.objectOrFail("Scheduler"));
        var kernels = new TreeSet<>(EnumSet.of(JudgeKernel.NEWEST));
        var loaders = new TreeSet<>(EnumSet.of(Loader.LIBBPF));
        var matrix =
                new JudgePlan(List.of(object), kernels, loaders, Request.load().attaching()).judge(Drivers.ofUser());
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).isNotEmpty().allSatisfy(row -> {
                assertThat(matrix.at(row, column).verdict()).isInstanceOf(Verdict.Accepted.class);
                assertThat(matrix.at(row, column).attachment()).isInstanceOf(Trial.Attached.class);
            });
    }
}
