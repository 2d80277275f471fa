package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Output;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that hand javac some of the sources, with the class files of the others on the class path. */
class PartialBuildsTest {
    @TempDir
    private Path folder;

    private Sources sources;

    @BeforeEach
    void write() {
        sources = Sources.in(folder.resolve("source"));
    }

    @Test
    void aClassThatStandsAloneIsTheSameObjectAlone() {
        compile("Main", "Rules", "Library").orFail();
        var whole = Sources.objects(output());
        compile("Rules").orFail();
        assertThat(Sources.objects(output())).isEqualTo(whole);
    }

    /** It is the same object, or it is refused for want of the other class's code: never another one. */
    @Test
    void aClassThatUsesAnotherIsTheSameObjectOrNone() {
        compile("Main", "Rules", "Library").orFail();
        var whole = Sources.objects(output());
        var said = compile("Main");
        if (said.exit() == 0) {
            assertThat(Sources.objects(output())).isEqualTo(whole);
            return;
        }
        assertThat(said.err())
                .contains("Main.java:12: error: [SKEP2028] `Rules.twice` has no source in this build", "1 error");
        assertThat(Sources.objects(output())).containsOnlyKeys("app.Rules.bpf.o");
    }

    @Test
    void andIsBackWhenTheWholeIsBuilt() {
        compile("Main", "Rules", "Library").orFail();
        var whole = Sources.objects(output());
        compile("Main");
        compile("Main", "Rules", "Library").orFail();
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
        return folder.resolve("classes");
    }

    private Output compile(String... names) {
        var options = "-cp " + Shipped.skep() + File.pathSeparator + output() + " -processorpath " + Shipped.skep();
        return Jdk.own().javac(output(), options, sources.files(names));
    }
}
