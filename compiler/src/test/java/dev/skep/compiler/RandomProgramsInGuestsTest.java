package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.RandomProgram;
import dev.skep.ir.RandomProgram.Atomics;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Seed;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Programs made by chance for the oldest kernel: the verifiers of all that came after take them. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class RandomProgramsInGuestsTest {
    private static final int PROGRAMS = Integer.getInteger("skep.rounds", 40);

    @Test
    void everyKernelTakesThem(@TempDir Path folder) throws IOException {
        var random = new Random(Seed.ofThisRun());
        var options = Options.DEFAULT.withTargetKernel(KernelVersion.parse("5.10"));
        List<Path> objects = new ArrayList<>();
        for (var i = 0; i < PROGRAMS; i++) {
            var seed = random.nextLong();
            var object = Compiler.compile(RandomProgram.of(Atomics.ADDITIONS, seed), options);
            objects.add(Files.write(folder.resolve(seed + ".bpf.o"), object));
        }
        var matrix = TestJudges.judge(objects);
        List<String> refused = new ArrayList<>();
        for (var row : matrix.rows())
            for (var column : matrix.columns())
                if (matrix.at(row, column).verdict() instanceof Verdict.Refused verdict)
                    refused.add(row.object().getFileName() + ", " + column.label() + ": " + verdict);
        assertThat(refused).isEmpty();
    }
}
