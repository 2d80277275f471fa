package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.Feature.Where;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an object can have, a row each: written, read back, loaded by everyone's loaders, and run. */
class FeatureMatrixTest {
    private static final Target TARGET = Target.of(IsaVersion.V4);

    @TempDir
    static Path folder;

    static Stream<Feature> features() {
        return Stream.of(
                        MapFeatures.all(),
                        FieldFeatures.all(),
                        NodeFeatures.all(),
                        DataFeatures.all(),
                        ExternFeatures.all(),
                        CodeFeatures.all(),
                        CoreFeatures.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("features")
    void comesBackAsWritten(Feature feature) {
        var object = feature.object();
        byte[] written = ObjectWriter.write(object, TARGET);
        var read = ObjectReader.read(written);
        assertThat(ObjectWriter.write(read, TARGET)).isEqualTo(written);
        assertThat(read.maps()).isEqualTo(object.maps());
        assertThat(read.externs()).isEqualTo(object.externs());
        assertThat(read.structOps()).isEqualTo(object.structOps());
    }

    @Test
    void everyLoaderTakesWhatItKnowsAndItRunsAlike() throws IOException {
        Kernel.require();
        List<Feature> features = features().toList();
        List<Path> files = new ArrayList<>();
        for (Feature feature : features) {
            var file = folder.resolve(feature.name().replace(' ', '_') + ".o");
            files.add(Files.write(file, ObjectWriter.write(feature.object(), TARGET)));
        }
        var matrix = judge(files);
        List<String> surprises = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            for (Row row : rows(matrix, files.get(i))) {
                for (Column column : matrix.columns()) {
                    surprise(features.get(i), column, matrix.at(row, column)).ifPresent(surprises::add);
                }
            }
        }
        assertThat(surprises).isEmpty();
    }

    /** What is not as the feature says. */
    private static Optional<String> surprise(Feature feature, Column column, Judgement judgement) {
        if (!isAsked(feature, column.kernel())) {
            return Optional.empty();
        }
        boolean refusable = feature.refusedBy().contains(column.loader());
        if (refusable && !judgement.isOfWholeObject() && !judgement.program().equals("p")) {
            return Optional.empty();
        }
        boolean refused = judgement.verdict() instanceof Verdict.Refused;
        boolean runs = column.loader().triesPrograms() && judgement.program().equals("p") && !refusable;
        boolean asExpected = refused == refusable
                && (!runs || judgement.run() instanceof Trial.Ran ran && ran.returned() == feature.returned());
        return asExpected
                ? Optional.empty()
                : Optional.of(feature + ", " + column.label() + ", " + judgement.program() + ": " + judgement.verdict()
                        + ", " + judgement.run());
    }

    /** Kernels are named by their versions, or this machine's or the newest. */
    private static boolean isAsked(Feature feature, String kernel) {
        boolean here = kernel.isEmpty() || kernel.equals(JudgeKernel.HOST.label());
        boolean tooOld =
                kernel.matches("[0-9.]+") && KernelVersion.parse(kernel).compareTo(feature.since()) < 0;
        return here || feature.where() == Where.EVERYWHERE && !tooOld;
    }

    private static Matrix judge(List<Path> files) throws IOException {
        var packet = Files.write(folder.resolve("packet"), new byte[64]);
        var kernels = new TreeSet<>(
                Boolean.getBoolean("skep.all") ? EnumSet.allOf(JudgeKernel.class) : EnumSet.of(JudgeKernel.HOST));
        return new JudgePlan(
                        files, kernels, TestJudges.loaders(), Request.load().running(packet))
                .judge(Drivers.ofUser());
    }

    private static List<Row> rows(Matrix matrix, Path file) {
        return matrix.rows().stream().filter(row -> row.object().equals(file)).toList();
    }
}
