package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a build leaves, build after build. */
class OutputTest {
    private static final String REFUSED = "float a = 2f; return 0;";

    private BuildFolder folder;

    @BeforeEach
    void useFolder(@TempDir Path temporary) {
        folder = new BuildFolder(temporary);
    }

    @Test
    void writesAnObjectAndACompanionBesideTheClass() {
        assertThat(folder.compile("Alpha", program("Alpha", "return 0;"))).isEmpty();
        assertThat(folder.names())
                .containsExactly(
                        "Alpha$$Bpf.class",
                        "Alpha.class",
                        "AlphaBpf$Configuration.class",
                        "AlphaBpf$Globals.class",
                        "AlphaBpf$Maps.class",
                        "AlphaBpf$Programs.class",
                        "AlphaBpf$Views.class",
                        "AlphaBpf.class",
                        "AlphaBpf.java",
                        "META-INF/bpf/Alpha.bpf.o");
    }

    /** javac generates the classes that it comes to before the error, and so do we. */
    @Test
    void anErrorKeepsItsClassFromGettingAnObject() {
        var said = folder.compile(
                "Before", program("Before", "return 0;"),
                "Guilty", program("Guilty", REFUSED),
                "After", program("After", "return 0;"));
        assertThat(said).hasSize(1);
        assertThat(folder.names())
                .filteredOn(name -> !name.endsWith(".java"))
                .containsExactly("Before$$Bpf.class", "Before.class", "META-INF/bpf/Before.bpf.o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REFUSED,
                "String text = 1; return 0;",
                "if (true) return 1;",
                "while (Math.random() < 1) {} return 0;",
            })
    void anErrorTakesTheObjectOfAnEarlierBuildAway(String body) {
        folder.compile("Alpha", program("Alpha", "return 0;"), "Beta", program("Beta", "return 0;"));
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o", "META-INF/bpf/Beta.bpf.o");
        var said = folder.compile("Alpha", program("Alpha", "return 0;"), "Beta", program("Beta", body));
        assertThat(said).isNotEmpty();
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o").doesNotContain("META-INF/bpf/Beta.bpf.o");
    }

    @Test
    void methodsThatNothingCallsMayCallOthers() {
        var said = folder.compile(
                "Alpha", program("Alpha", "return 0; } static int a() { return 1; } static int b() { return a();"));
        assertThat(said).isEmpty();
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o");
    }

    @Test
    void theObjectsOfClassesThatAreNotBuiltStay() {
        folder.compile("Alpha", program("Alpha", "return 0;"));
        folder.compile("Beta", program("Beta", REFUSED));
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o");
    }

    @Test
    void theSameSourcesAreTheSameBytes() {
        var alpha = program("Alpha", "count++; return 0;");
        var beta = program("Beta", "return 1;");
        folder.compile("Alpha", alpha, "Beta", beta);
        var first = folder.files();
        folder.compile("Alpha", alpha, "Beta", beta);
        assertThat(folder.files()).isEqualTo(first);
        folder.compile("Beta", beta, "Alpha", alpha);
        assertThat(folder.files()).isEqualTo(first);
        folder.compile("Alpha", alpha);
        assertThat(folder.files()).isEqualTo(first);
    }

    /** javac itself does not count lines then. */
    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:none", "-g:vars", "-g:source,lines"})
    void linesAreTheSameWithoutThoseOfJava(String option) {
        var alpha = program("Alpha", "\r\n\r\t count++;\n\n  \t\tif (count > 3)\treturn 1; return 0;");
        folder.compile("Alpha", alpha);
        var object = folder.files().get("META-INF/bpf/Alpha.bpf.o");
        assertThat(folder.compile(List.of(option), "Alpha", alpha)).isEmpty();
        assertThat(folder.files().get("META-INF/bpf/Alpha.bpf.o")).isEqualTo(object);
    }

    @Test
    void saysThatNothingIsCompiledWithoutACompilation() {
        folder.compile("Alpha", program("Alpha", "return 0;"));
        var said = folder.compile(List.of("-proc:only"), "Alpha", program("Alpha", "return 1;"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getKind()).isEqualTo(Diagnostic.Kind.WARNING);
        assertThat(said.get(0).getMessage(Locale.ROOT)).isEqualTo("""
                [SKEP2010] no object for Alpha: javac stopped before it compiled them
                  why: the bodies of methods are compiled while javac compiles them; there is no other way to read them
                  fix: mend what javac reports; where it reports nothing, leave -proc:only out""");
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o");
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "skep.endian=middle    | -Askep.endian=middle is no byte order                                                      | write little or big",
        "skep.machine=vax      | -Askep.machine=vax is no machine whose registers are known                                  | write x86_64 or aarch64",
        "skep.optimize=perhaps | -Askep.optimize=perhaps is no answer                                                       | write true or false",
        "skep.mcpu=v5          | -Askep.mcpu=v5 is no level of the instruction set                                          | write v1, v2, v3 or v4",
        "skep.mcpu=V3          | -Askep.mcpu=V3 is no level of the instruction set                                          | write v1, v2, v3 or v4",
        "skep.stats=1          | -Askep.stats=1 is no answer                                                                | write true or false",
        "skep.targetKernel=new | -Askep.targetKernel=new: kernel version `new` is not of the form major.minor, for example 5.15 | write a version such as 6.1",
        "skep.targetKernel=4.9 | -Askep.targetKernel=4.9: the oldest kernel that objects are made for is 5.10               | write that or a later one",
    })
    // spotless:on
    void refusesAnOptionThatItDoesNotUnderstand(String option, String message, String fix) {
        var said = folder.compile(List.of("-A" + option), "Alpha", program("Alpha", "return 0;"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getKind()).isEqualTo(Diagnostic.Kind.ERROR);
        assertThat(said.get(0).getMessage(Locale.ROOT))
                .isEqualTo("[SKEP2009] " + message + "\n  why: it says what the object is made for\n  fix: " + fix);
        assertThat(folder.names()).filteredOn(name -> name.endsWith(".o")).isEmpty();
    }

    @Test
    void refusesToListAPassThatThereIsNot() {
        var said = folder.compile(List.of("-Askep.dump=ir,fold-constant"), "Alpha", program("Alpha", "return 0;"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getMessage(Locale.ROOT))
                .startsWith("[SKEP2009] -Askep.dump=ir,fold-constant: there is no pass `fold-constant`;"
                        + " did you mean `fold-constants`?; there are ir, ")
                .endsWith("fix: write the name of a pass, as -Askep.dump=list shows them");
    }

    /** javac prints them below each other, each line but the first indented. */
    @Test
    void reportsAreNotes() {
        var options = List.of("-Askep.dump=code:program", "-Askep.stats");
        var said = folder.compile(options, "Alpha", program("Alpha", "return 7;"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getKind()).isEqualTo(Diagnostic.Kind.NOTE);
        assertThat(said.get(0).getMessage(Locale.ROOT).lines().map(String::strip))
                .startsWith("--- Alpha: `program` after code", "program:")
                .contains("r0 = 7", "exit", "--- Alpha: `program`", "slots      2");
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o");
    }

    @Test
    void namesThePasses() {
        var said = folder.compile(List.of("-Askep.dump=list"), "Alpha", program("Alpha", "return 0;"));
        assertThat(said).singleElement().satisfies(note -> {
            assertThat(note.getKind()).isEqualTo(Diagnostic.Kind.NOTE);
            assertThat(note.getMessage(Locale.ROOT)).contains("fold-constants", "machine", "registers", "code");
        });
    }

    @Test
    void leavesOptionalPassesOut() {
        var body = "int number = 3; for (int i = 0; i < 2; i++) number += i; return number;";
        folder.compile("Alpha", program("Alpha", body));
        var optimised = folder.files();
        folder.compile(List.of("-Askep.optimize=false"), "Alpha", program("Alpha", body));
        assertThat(folder.files().get("META-INF/bpf/Alpha.bpf.o"))
                .isNotEqualTo(optimised.get("META-INF/bpf/Alpha.bpf.o"));
        folder.compile(List.of("-Askep.optimize=true"), "Alpha", program("Alpha", body));
        assertThat(folder.files()).isEqualTo(optimised);
    }

    /** A level that the kernel does not have is refused at the class, of which one may be made for a newer kernel. */
    @Test
    void theLevelIsOneOfTheKernel() {
        var said = folder.compile(List.of("-Askep.mcpu=v4"), "Alpha", program("Alpha", "return 0;"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getLineNumber()).isEqualTo(1);
        assertThat(said.get(0).getMessage(Locale.ROOT)).isEqualTo("""
                [SKEP2009] level v4 of the instruction set needs kernel 6.6, the object must load on 5.10
                  why: it says what the object is made for
                  fix: raise the kernel that the object is made for, or ask for a lower level""");
        assertThat(folder.names()).filteredOn(name -> name.endsWith(".o")).isEmpty();

        folder.compile(List.of("-Askep.mcpu=v4", "-Askep.targetKernel=6.6"), "Alpha", program("Alpha", "return 0;"));
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o");
    }

    /** What the class says is for builds that say nothing. */
    @Test
    void theGivenKernelComesBeforeThatOfTheClass() {
        var program = program("Alpha", "return count / 3;");
        folder.compile("Alpha", program);
        var old = folder.files().get("META-INF/bpf/Alpha.bpf.o");
        folder.compile(List.of("-Askep.targetKernel=6.6"), "Alpha", program);
        assertThat(folder.files().get("META-INF/bpf/Alpha.bpf.o")).isNotEqualTo(old);
    }

    @Test
    void givesLintNothingToSay() {
        assertThat(folder.compile(List.of("-Xlint:all", "-Werror"), "Alpha", program("Alpha", "return 0;")))
                .isEmpty();
    }

    private static String program(String name, String body) {
        return "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class " + name
                + " { static int count; @Xdp static int program(XdpContext context) { " + body + " } }";
    }
}
