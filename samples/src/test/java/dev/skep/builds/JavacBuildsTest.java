package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to hand a {@code @Bpf} class to javac makes the same objects. */
class JavacBuildsTest {
    private static final String MODULE = "module app {\n    requires static %s;\n}\n";

    @TempDir
    private static Path shared;

    private static Sources sources;
    private static Map<String, String> plain;

    @TempDir
    private Path output;

    /** The build that the others are compared with: the whole jar on both paths, on this JDK. */
    @BeforeAll
    static void build() {
        sources = Sources.in(shared.resolve("source"));
        var built = shared.resolve("plain");
        var said = Jdk.own().javac(built, filled("-cp SKEP -processorpath SKEP"), sources.files());
        assertThat(said.orFail().err()).isEmpty();
        plain = Sources.objects(built);
        assertThat(plain).containsOnlyKeys("app.Main.bpf.o", "app.Rules.bpf.o");
        Sources.run(built);
    }

    @ParameterizedTest(name = "{0}: javac {1}")
    // spotless:off
    @CsvSource({
        "own,   -cp SKEP -processorpath PROCESSOR",
        "own,   -cp MODULES -processorpath SKEP",
        "own,   -cp SKEP -processorpath SKEP -processor dev.skep.processor.BpfProcessor",
        "own,   -cp SKEP -processorpath SKEP --release 17",
        "own,   -cp SKEP -processorpath SKEP -g:none -parameters -Xlint:all -Werror",
        "own,   -cp SKEP -processorpath SKEP -XDcompilePolicy=simple --should-stop=ifError=FLOW",
        "own,   -cp SKEP -processorpath SKEP -XDcompilePolicy=bytodo",
        "own,   -cp SKEP -processorpath SKEP -implicit:none -encoding UTF-8",
        "other, -cp SKEP -processorpath SKEP -g:none -parameters -Xlint:all -Werror",
    })
    // spotless:on
    void makesTheSameObjects(String jdk, String options) {
        compile(jdk(jdk), filled(options));
        assertThat(Sources.objects(output)).isEqualTo(plain);
    }

    /** Since 23, javac looks for processors only where it is told to; before, it knows the option from 21 on. */
    @ParameterizedTest
    @ValueSource(strings = {"own", "other"})
    void aClassPathAloneIsEnoughWhereJavacLooksThere(String which) {
        var jdk = jdk(which);
        compile(jdk, filled(jdk.version() >= 23 ? "-cp SKEP -proc:full" : "-cp SKEP"));
        assertThat(Sources.objects(output)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}: javac {1}, requires {2}")
    // spotless:off
    @CsvSource({
        "own,   -p MODULES -processorpath PROCESSOR -Xlint:all -Werror,              dev.skep.dsl",
        "own,   -p MODULES --processor-module-path PROCESSOR,                        dev.skep.dsl",
        "own,   -p SKEP -processorpath SKEP,                                         skep",
        "other, -p MODULES -processorpath PROCESSOR --release 17 -Xlint:all -Werror, dev.skep.dsl",
    })
    // spotless:on
    void makesTheSameObjectsInAModule(String jdk, String options, String language) throws IOException {
        var module = Sources.in(output.resolve("source"));
        var declaration = Files.writeString(module.folder().resolve("module-info.java"), MODULE.formatted(language));
        var files = new ArrayList<>(module.files());
        files.add(declaration.toString());
        var built = output.resolve("classes");
        assertThat(jdk(jdk).javac(built, filled(options), files).orFail().err()).isEmpty();
        assertThat(Sources.objects(built)).isEqualTo(plain);
    }

    /** Nothing runs there that could say so. */
    @Test
    void makesNoObjectWhereProcessingIsOff() {
        compile(Jdk.own(), filled("-cp SKEP -processorpath SKEP -proc:none"));
        assertThat(Sources.objects(output)).isEmpty();
    }

    private void compile(Jdk jdk, String options) {
        assertThat(jdk.javac(output, options, sources.files()).orFail().err()).isEmpty();
    }

    private static Jdk jdk(String name) {
        return name.equals("own") ? Jdk.own() : Jdk.other();
    }

    private static String filled(String options) {
        var text = options.replace("SKEP", Shipped.skep());
        if (text.contains("MODULES")) text = text.replace("MODULES", Shipped.modules());
        return text.contains("PROCESSOR") ? text.replace("PROCESSOR", Shipped.processor()) : text;
    }
}
