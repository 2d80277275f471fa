package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrPrinter;
import dev.skep.lang.Bpf;
import dev.skep.processor.bindings.KernelPrototypes;
import dev.skep.processor.lowering.EarlierBuilds;
import dev.skep.processor.lowering.UnitLowering;
import dev.skep.processor.source.ClassSource;
import dev.skep.processor.source.Enums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The IR of each class of the folder {@code lowered}, beside it as text; {@code -Dgolden.update} writes the text anew. */
class LoweringTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/skep/processor/lowered");

    @TestFactory
    Stream<DynamicTest> lowersToTheIrBesideIt() {
        return sources()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> check(file)));
    }

    private static void check(Path file) {
        var unit = lower(file);
        assertThat(IrChecker.problems(unit)).isEmpty();
        var expected = file.resolveSibling(file.getFileName().toString().replace(".java", ".txt"));
        var actual = IrPrinter.print(unit);
        assertThat(IrPrinter.print(IrParser.unit(actual))).isEqualTo(actual);
        assertThat(IrParser.unit(actual)).isEqualTo(unit);
        if (Boolean.getBoolean("golden.update")) write(GOLDEN.resolve(expected.getFileName()), actual);
        else assertThat(actual).isEqualTo(read(expected));
    }

    private static Unit lower(Path file) {
        var name = file.getFileName().toString().replace(".java", "");
        var source = JavaFileObjects.forSourceString(name, read(file));
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(source));
        try {
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TypeElement type = task.getElements().getTypeElement(name);
        assertThat(type.getAnnotation(Bpf.class)).isNotNull();
        var options = new Options(
                dev.skep.kernel.KernelVersion.parse(
                        type.getAnnotation(Bpf.class).minKernel()),
                Options.DEFAULT.byteOrder());
        var trees = Trees.instance(task);
        var enums = new Enums(task.getElements(), trees);
        return UnitLowering.of(
                        ClassSource.of(task.getElements(), trees, type, enums),
                        options,
                        KernelPrototypes.of(List.of()),
                        EarlierBuilds.NONE)
                .lower()
                .orElseThrow()
                .unit();
    }

    private static Stream<Path> sources() {
        try (var files =
                Files.list(Path.of(LoweringTest.class.getResource("lowered").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
