package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostRunTest {
    @TempDir
    Path folder;

    /** The columns of an earlier measurement, by others' drivers, in which these loaders stand. */
    private static final Map<Loader, Integer> COLUMNS =
            Map.of(Loader.LIBBPF_1_1, 1, Loader.LIBBPF, 2, Loader.CILIUM, 3);

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM"})
    void agreesWithAnEarlierMeasurement(Loader loader) throws IOException {
        Kernel.require();
        Driver driver = Drivers.require(loader);
        List<String> matrix = Files.readAllLines(Shared.require("reference/loader-matrix.txt"));
        Path packet = Files.write(folder.resolve("packet"), new byte[64]);

        for (String name : List.of("p_base", "p_classifier", "p_nocb", "q_kfunc")) {
            String expected = matrix.stream()
                    .map(line -> line.split("\t", -1))
                    .filter(fields -> fields[0].equals(name))
                    .map(fields -> fields[COLUMNS.get(loader)])
                    .findFirst()
                    .orElseThrow();
            Path object = Shared.require("reference/" + name + ".o");
            Judgement judgement = HostRun.judge(driver, Request.load().running(packet), List.of(object))
                    .get(0)
                    .judgements()
                    .get(0);

            assertThat(judgement.verdict()).as(name).isInstanceOf(Verdict.Accepted.class);
            assertThat(judgement.run()).as(name).isInstanceOfSatisfying(Trial.Ran.class, ran -> assertThat(
                            "OK ret=" + ran.returned())
                    .isEqualTo(expected));
        }
    }

    @Test
    void runsProgramsOnAPacket() throws IOException {
        Kernel.require();
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        Path packet = Files.write(folder.resolve("packet"), bytes);
        Path object = Objects.write(folder, "run.o", Objects.of("""
                        SEC("xdp") int drop(void *c) { return 1; }
                        SEC("lsm/file_open") int never(void *c) { return 0; }
                        """));

        Map<String, Judgement> judgements = HostRun.judge(
                        Drivers.require(Loader.LIBBPF_1_1), Request.load().running(packet), List.of(object))
                .get(0)
                .judgements()
                .stream()
                .collect(Collectors.toMap(Judgement::program, j -> j));

        assertThat(judgements.get("drop").run()).isInstanceOfSatisfying(Trial.Ran.class, ran -> {
            assertThat(ran.returned()).isEqualTo(1);
            assertThat(ran.output()).isEqualTo(bytes);
            assertThat(ran.nanoseconds()).isPresent();
        });
        assertThat(judgements.get("never").run()).isNotInstanceOf(Trial.Ran.class);
    }

    @Test
    void attachesNothingOnThisMachine() {
        Driver driver = Drivers.require(Loader.LIBBPF_1_1);

        assertThatThrownBy(() -> HostRun.judge(driver, Request.load().attaching(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guests");
    }

    /** To the loopback device of the namespace that {@code each} makes, and to a socket of the driver's. */
    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM"})
    void attachesInAnEmptyNamespace(Loader loader) {
        Kernel.require();
        Driver driver = Drivers.require(loader);
        Path object = Objects.write(folder, "attach.o", Objects.of("""
                        SEC("xdp") int drop(void *c) { return 1; }
                        SEC("tc") int pass(void *c) { return 0; }
                        SEC("socket") int all(void *c) { return -1; }
                        SEC("lwt_in") int nowhere(void *c) { return 0; }
                        """));

        List<Judgement> judgements = HostRun.run(driver, Request.load().attaching(), List.of(object))
                .get(0)
                .judgements();

        boolean libbpf = loader != Loader.CILIUM; // whose driver attaches no tc and no socket programs
        assertThat(judgements.stream().collect(Collectors.toMap(Judgement::program, j -> j.attachment()
                        .equals(new Trial.Attached()))))
                .isEqualTo(Map.of("drop", true, "pass", libbpf, "all", libbpf, "nowhere", false));
    }

    @Test
    void saysWhyWhereADriverGivesNoVerdict() {
        Driver broken = new Driver(Loader.AYA, List.of(), Path.of("/bin/false"), List.of());
        Driver missing = new Driver(Loader.AYA, List.of(), Path.of("/no/such/each"), List.of());
        List<Path> objects = Stream.of("a.o", "b.o").map(Path::of).collect(Collectors.toList());

        assertThat(HostRun.judge(broken, Request.load(), objects)).hasSize(2).allSatisfy(object -> assertThat(
                        object.judgements().get(0).verdict())
                .hasToString("refused: no verdict: the driver ended with exit code 1"));
        assertThat(HostRun.judge(missing, Request.load(), objects))
                .extracting(JudgedObject::complete)
                .containsExactly(false, false);
    }
}
