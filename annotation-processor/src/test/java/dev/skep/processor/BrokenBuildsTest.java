package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error, javac's or ours, between two builds that are right: no object is older than its class file, and in the end all is as it was. */
class BrokenBuildsTest {
    private static final String OBJECT = "META-INF/bpf/Alpha.bpf.o";
    private static final String ALPHA = alpha("static int twice(int number) { return number * 2; }");
    private static final String PLAIN = "class Plain { int number = 1; }";

    private BuildFolder folder;
    private Map<String, String> before;

    @BeforeEach
    void build(@TempDir Path temporary) {
        folder = new BuildFolder(temporary);
        assertThat(folder.compile("Alpha", ALPHA, "Plain", PLAIN)).isEmpty();
        before = products();
        assertThat(before).containsKey(OBJECT);
    }

    /** What javac finds while it analyses: it goes on to the other classes, but makes no class file any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int wrong() { return \"\"; }",
                "static int wrong() { }",
                "static int wrong() { return unknown(); }",
                "static int wrong() { int number; return number; }",
                "static int wrong() { throw new Exception(); }",
                "static String wrong() { return new String(1, 2, 3, 4, 5); }",
                "@Override public int wrong() { return 1; }",
                "static int wrong() { return 1f > 2f ? 1 : 0; } @Xdp static int again(XdpContext c) { return wrong(); }",
            })
    void anErrorInTheClassTakesItsObjectAway(String member) {
        assertThat(folder.compile("Alpha", alpha(member), "Plain", PLAIN)).isNotEmpty();
        assertThat(products()).doesNotContainKey(OBJECT);
        isBackAgain();
    }

    @Test
    void anErrorInAClassThatComesEarlierTakesItAway() {
        assertThat(folder.compile("Plain", "class Plain { int number = \"\"; }", "Alpha", ALPHA))
                .hasSize(1);
        assertThat(products()).doesNotContainKey(OBJECT);
        isBackAgain();
    }

    /** javac has made the class file by then. */
    @Test
    void anErrorInAClassThatComesLaterDoesNot() {
        assertThat(folder.compile("Alpha", ALPHA, "Plain", "class Plain { int number = \"\"; }"))
                .hasSize(1);
        assertThat(products()).isEqualTo(before);
        isBackAgain();
    }

    /** What javac finds before it analyses anything: it leaves all files as they were, and so do we; after the processors ran, that is said. */
    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "class Plain { int }                  | 0",
        "class Plain { void method() { if } } | 0",
        "class Plain { \"text }               | 0",
        "import nowhere.Missing; class Plain {} | 1",
        "class Plain extends Missing {}       | 1",
        "class Plain { Missing field; }       | 1",
        "class Plain {} class Plain {}        | 0",
        "@Missing class Plain {}              | 1",
    })
    // spotless:on
    void whatStopsJavacEarlyLeavesTheFilesOfTheBuildBefore(String plain, int warnings) {
        var said = folder.compile("Alpha", ALPHA.replace("number * 2", "number * 3"), "Plain", plain);
        assertThat(said).anyMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
        assertThat(said.stream().filter(each -> each.getKind() == Diagnostic.Kind.WARNING))
                .hasSize(warnings)
                .allSatisfy(each -> assertThat(message(each))
                        .startsWith("[SKEP2010] no object for Alpha: javac stopped before it compiled them")
                        .endsWith("fix: mend what javac reports; where it reports nothing, leave -proc:only out"));
        assertThat(products()).isEqualTo(before);
        isBackAgain();
    }

    /** Options by which javac does not run processors, or does not analyse, or makes no class files. */
    @ParameterizedTest
    @CsvSource({"INIT, 0", "PROCESS, 1", "ATTR, 0", "FLOW, 0"})
    void stoppingWithoutAnErrorMakesNoObject(String stage, int warnings) {
        var said = folder.compile(List.of("--should-stop=ifNoError=" + stage), "Alpha", alpha(""));
        assertThat(said).hasSize(warnings).allSatisfy(each -> assertThat(message(each))
                .startsWith("[SKEP2010] no object for Alpha"));
        assertThat(products().get(OBJECT)).isIn(null, before.get(OBJECT));
        isBackAgain();
    }

    private void isBackAgain() {
        assertThat(folder.compile("Alpha", ALPHA, "Plain", PLAIN)).isEmpty();
        assertThat(products()).isEqualTo(before);
    }

    /** What the build makes, without the sources that it generates. */
    private Map<String, String> products() {
        var products = new TreeMap<>(folder.files());
        products.keySet().removeIf(name -> name.endsWith(".java"));
        return products;
    }

    private static String message(Diagnostic<? extends JavaFileObject> said) {
        return said.getMessage(Locale.ROOT);
    }

    private static String alpha(String member) {
        return "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class Alpha { " + member
                + " @Xdp static int program(XdpContext context) { return 7; } }";
    }
}
