package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.License;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * An object, written twice: members of a class in annotated Java, and what a builder of the fluent API does. llvm-objdump sees the same
 * instructions in both, and the same relocations.
 */
record Twin(String name, String java, Consumer<ObjectBuilder> fluent, String annotation) {
    private static final KernelVersion TARGET = new KernelVersion(6, 12);

    static Twin twin(String name, String java, Consumer<ObjectBuilder> fluent) {
        return new Twin(name, java, fluent, "");
    }

    /** The same with an annotation of the class, whose name is {@code Twin} and the number in the row. */
    static Twin twin(String name, String java, Consumer<ObjectBuilder> fluent, String annotation) {
        return new Twin(name, java, fluent, annotation);
    }

    /** Returns the tests of some twins, the annotated sides of which are compiled together, and with {@code types}. */
    static Stream<DynamicTest> tests(Path folder, String types, Twin... twins) {
        List<String> sources = new ArrayList<>(List.of("Types", "import dev.skep.lang.*;\n" + types));
        for (var i = 0; i < twins.length; i++) sources.addAll(List.of("Twin" + i, twins[i].source(i)));
        var build = Build.of(sources.toArray(String[]::new));
        return IntStream.range(0, twins.length)
                .mapToObj(i -> DynamicTest.dynamicTest(
                        twins[i].name, () -> twins[i].compare(folder, build.objectOrFail("Twin" + i))));
    }

    private String source(int number) {
        return """
                import dev.skep.lang.*;

                @Bpf(license = "GPL", minKernel = "%s")
                %s
                final class Twin%d {
                    @interface Nullable {}

                %s
                }
                """.formatted(TARGET, annotation, number, java);
    }

    private void compare(Path folder, byte[] annotated) {
        var options = Options.DEFAULT.withTargetKernel(TARGET);
        var object = BpfObjects.build("twin", o -> {
            o.license(License.GPL).options(options);
            fluent.accept(o);
        });
        assertThat(listing(folder, object.bytes()))
                .isEqualTo(listing(folder, annotated))
                .contains("exit");
    }

    /** The numbers of types differ, by the order in which they are declared. */
    private static String listing(Path folder, byte[] object) {
        try {
            var file = Files.write(folder.resolve("twin.o"), object);
            var objdump = Judge.require("llvm-objdump-19");
            var code = objdump.run("-d", "-r", "--no-show-raw-insn", file.toString())
                    .orFail();
            var tables = objdump.run("-s", "-r", "-j", ".struct_ops", "-j", "?.struct_ops.link", file.toString())
                    .orFail();
            var listing = code.out() + tables.out();
            return listing.replaceAll("(CO-RE <\\w+>) \\[\\d+]", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
