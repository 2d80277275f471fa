package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Output;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that hand javac some of the sources, with the class files of the others on the class path. */
class PartialBuildsTest {
    @TempDir
    private Path folder;

    private Sources sources;
    private Path output;

    @BeforeEach
    void write() {
        sources = Sources.in(folder.resolve("source"));
        output = folder.resolve("classes");
    }

    /** What is compiled of the others lies beside their class files. */
    @ParameterizedTest
    @ValueSource(strings = {"Main", "Rules", "Library"})
    void aClassAloneIsTheSameObject(String name) {
        compile("Main", "Rules", "Library").orFail();
        var whole = Sources.objects(output());
        assertThat(compile(name).orFail().err()).isEmpty();
        assertThat(Sources.objects(output())).isEqualTo(whole);
        Sources.run(output());
    }

    /** A build tool that hands javac one class at a time begins with those that use no other. */
    @Test
    void theClassesOneByOneAreTheSameObjects() {
        compile("Main", "Rules", "Library").orFail();
        var whole = Sources.objects(output());
        output = folder.resolve("single");
        for (var name : List.of("Library", "Rules", "Main")) compile(name).orFail();
        assertThat(Sources.objects(output())).isEqualTo(whole);
    }

    /**
     * Gradle wraps the environment of processors that call themselves incremental, and what it wraps shows no method bodies; for one that
     * does not, it compiles all sources anew, which is what objects need that hold code of several classes.
     */
    @Test
    void theProcessorDoesNotCallItselfIncremental() throws IOException {
        try (var jar = new ZipFile(Shipped.skep())) {
            assertThat(jar.stream())
                    .anyMatch(
                            entry -> entry.getName().equals("META-INF/services/javax.annotation.processing.Processor"))
                    .noneMatch(entry -> entry.getName().startsWith("META-INF/gradle"));
        }
    }

    private Path output() {
        return output;
    }

    private Output compile(String... names) {
        var options = "-cp " + Shipped.skep() + File.pathSeparator + output() + " -processorpath " + Shipped.skep();
        return Jdk.own().javac(output(), options, sources.files(names));
    }
}
