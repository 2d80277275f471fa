package dev.skep.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that the machines which build do not have: fentry, kprobe, LSM, struct_ops. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
class AttachInGuestsTest {
    @Test
    void attachesToEveryHookOnEveryKernel(@TempDir Path folder) throws IOException {
        var kernels = EnumSet.allOf(JudgeKernel.class);
        kernels.remove(JudgeKernel.HOST);
        var loaders = EnumSet.of(Loader.LIBBPF_1_1, Loader.LIBBPF);
        List<Path> objects = List.of(compiled("hooks", folder), compiled("congestion", folder));
        Matrix matrix = new JudgePlan(
                        objects,
                        new TreeSet<>(kernels),
                        new TreeSet<>(loaders),
                        Request.load().attaching())
                .judge(Drivers.ofUser());

        assertThat(matrix.rows())
                .extracting(Row::program)
                .containsExactly(
                        "enter", "leave", "probe", "secure", "switched", "send", "ssthresh", "cong_avoid", "undo_cwnd");
        assertThat(matrix.cells().values()).as(matrix.text()).allSatisfy(row -> assertThat(row.values())
                .hasSize(8)
                .extracting(Judgement::attachment)
                .containsOnly(new Trial.Attached()));
    }

    private static Path compiled(String name, Path folder) throws IOException {
        Path object = folder.resolve(name + ".o");
        String headers = "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu";
        try (var c = AttachInGuestsTest.class.getResourceAsStream(name + ".bpf.c")) {
            byte[] text = Objects.requireNonNull(c, name).readAllBytes();
            Judge.require("clang-19")
                    .run(
                            List.of(
                                    "-target",
                                    "bpf",
                                    "-O2",
                                    "-g",
                                    headers,
                                    "-c",
                                    "-x",
                                    "c",
                                    "-",
                                    "-o",
                                    object.toString()),
                            text)
                    .orFail();
        }
        return object;
    }
}
