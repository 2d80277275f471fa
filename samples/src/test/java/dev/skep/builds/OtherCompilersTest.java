package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilers that do not show method bodies say so, once for each class, and make no object. */
class OtherCompilersTest {
    @TempDir
    private Path folder;

    @Test
    void ecjSaysThatItIsNotJavac() {
        var sources = Sources.in(folder.resolve("source"));
        var output = folder.resolve("classes");
        var ecj = Shipped.jarOf("org.eclipse.jdt", "ecj").toString();
        var skep = Shipped.skep();
        var generated = folder.resolve("generated").toString();
        var command = new ArrayList<>(List.of("-jar", ecj, "-17", "-cp", skep, "-processorpath", skep));
        command.addAll(List.of(
                "-d", output.toString(), "-s", generated, sources.file("Rules").toString()));
        var said = Jdk.own().java(command);
        assertThat(said.exit()).isNotZero();
        assertThat(said.out() + said.err()).isEqualToNormalizingNewlines("""
                ----------
                1. ERROR in %s (at line 6)
                	final class Rules {
                	            ^^^^^
                [SKEP2010] no object for `Rules`: this compiler is not javac
                why: the bodies of methods are compiled while javac compiles them; there is no other way to read them
                fix: compile with javac, and not with -proc:only
                ----------
                1 problem (1 error)
                """.formatted(sources.file("Rules")));
        assertThat(Sources.objects(output)).isEmpty();
    }
}
