package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.guest.Guest;
import dev.skep.testkit.guest.GuestKernel;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
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

/** Programs of the LSM, which not every kernel takes, in virtual machines: with helpers that the documentation does not list for them. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class LsmInGuestsTest {
    @Test
    void kernelsTakeThem(@TempDir Path folder) throws IOException {
        Guest.require(GuestKernel.NEWEST);
        List<Path> objects = new ArrayList<>();
        for (var name : List.of("LsmHelpers", "BprmGuard", "GuardSockets"))
            objects.add(Files.write(folder.resolve(name + ".bpf.o"), FieldProgramsTest.object(name)));
        var kernels = new TreeSet<>(EnumSet.of(JudgeKernel.NEWEST));
        var loaders = new TreeSet<>(EnumSet.of(Loader.LIBBPF));
        var matrix = new JudgePlan(objects, kernels, loaders, Request.load()).judge(Drivers.ofUser());
        for (var column : matrix.columns())
            assertThat(matrix.rows()).as(matrix.text()).hasSizeGreaterThan(8).allSatisfy(row -> assertThat(
                            matrix.at(row, column).verdict())
                    .isInstanceOf(Verdict.Accepted.class));
    }
}
