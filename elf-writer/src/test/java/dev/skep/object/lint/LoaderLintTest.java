package dev.skep.object.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.lint.Offenders.Offender;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoaderLintTest {
    /** The judges as lint knows them, and the versions that Debian has of them. */
    private static final Map<dev.skep.testkit.loader.Loader, Map.Entry<Loader, String>> JUDGES = Map.of(
            dev.skep.testkit.loader.Loader.LIBBPF_1_1, Map.entry(Loader.LIBBPF, "1.1"),
            dev.skep.testkit.loader.Loader.LIBBPF, Map.entry(Loader.LIBBPF, "1.7"),
            dev.skep.testkit.loader.Loader.CILIUM, Map.entry(Loader.CILIUM, "0.22"),
            dev.skep.testkit.loader.Loader.AYA, Map.entry(Loader.AYA, "0.13"),
            dev.skep.testkit.loader.Loader.GEN_OBJECT, Map.entry(Loader.LINKER, "1.1"),
            dev.skep.testkit.loader.Loader.IPROUTE2, Map.entry(Loader.IPROUTE2, "1.1"));

    /** A loader that takes an object for something else may well take it. */
    private static final Set<Effect> UNSURE = EnumSet.of(Effect.MISREAD, Effect.FRAGILE);

    private static final List<Offender> JUDGED = Stream.concat(
                    Offenders.damaged().stream(), Offenders.compiled().stream())
            .toList();

    @TempDir
    Path folder;

    static Stream<Offender> offenders() {
        return JUDGED.stream();
    }

    static Stream<Offender> allOffenders() {
        return Stream.concat(offenders(), Offenders.unjudged().stream());
    }

    @ParameterizedTest
    @MethodSource("allOffenders")
    void namesTheRulesThatAreBroken(Offender offender) {
        var report = LoaderLint.check(offender.object());
        assertThat(report.findings().stream().map(Finding::rule).collect(Collectors.toSet()))
                .as("%s", report.findings())
                .isEqualTo(offender.rules());
    }

    /** In every build each ninth of them, with {@code -Dskep.all=true} all. */
    @Test
    void saysWhatTheLoadersSay() throws IOException {
        int step = Boolean.getBoolean("skep.all") ? 1 : 9;
        List<Offender> offenders = IntStream.range(0, JUDGED.size())
                .filter(i -> i % step == 0)
                .mapToObj(JUDGED::get)
                .toList();
        List<Path> files = new ArrayList<>();
        for (Offender offender : offenders) {
            files.add(Files.write(folder.resolve(offender.name() + ".o"), offender.object()));
        }
        Matrix matrix = TestJudges.judgeOnThisKernel(files);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            var report = LoaderLint.check(offenders.get(i).object());
            for (Column column : matrix.columns()) {
                var judge = JUDGES.get(column.loader());
                Optional<Effect> effect = report.effect(judge.getKey(), judge.getValue());
                boolean says = effect.filter(one -> shows(judge.getKey(), one)).isPresent();
                boolean refuses = refuses(matrix, files.get(i), column);
                if (!effect.filter(UNSURE::contains).isPresent() && says != refuses) {
                    differences.add(offenders.get(i).name() + ": lint says " + effect + ", "
                            + column.loader().label() + " refuses: " + refuses);
                }
            }
        }
        assertThat(differences).as("%s", matrix.text()).isEmpty();
    }

    /** aya is asked only to read. */
    private static boolean shows(Loader loader, Effect effect) {
        return effect == Effect.REFUSED || (effect == Effect.REJECTED && loader != Loader.AYA);
    }

    private static boolean refuses(Matrix matrix, Path file, Column column) {
        for (Row row : matrix.rows()) {
            if (row.object().equals(file) && matrix.at(row, column).verdict() instanceof Verdict.Refused) {
                return true;
            }
        }
        return false;
    }
}
