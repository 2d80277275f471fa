package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import dev.skep.compiler.GeneratedCode;
import dev.skep.compiler.StageListener;
import dev.skep.ir.Unit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of our own is one error, SKEP9001, at the method where it happened, with all that a report of it needs; it takes nothing else along. */
class InternalFaultTest {
    private static final String GOOD = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL") final class Good {
                @Xdp static int program(XdpContext context) { return 7; }
            }
            """;
    private static final String BAD = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL") final class Bad {
                @Xdp static int innocent(XdpContext context) { return 1; }

                @Xdp
                static int guilty(XdpContext context) {
                    return 2; // here
                }
            }
            """;
    private static final String SKEP = "skep \\d+\\.\\d+\\.\\d+\\S*";
    private static final String JDK = "JDK " + Runtime.version().feature() + ".* of .*, .* on .*";

    private BuildFolder folder;

    @BeforeEach
    void useFolder(@TempDir Path temporary) {
        folder = new BuildFolder(temporary);
    }

    @Test
    void aFaultInTheCompilerStandsAtItsMethod() {
        var said = compile(
                failingAt("guilty", new IllegalStateException("on purpose")), source("Good", GOOD), source("Bad", BAD));
        assertThat(said).singleElement().satisfies(fault -> {
            isAt(fault, 6, 16);
            assertThat(lines(fault))
                    .startsWith(
                            "[SKEP9001] Skep failed at `guilty` in `code`: java.lang.IllegalStateException: on purpose",
                            "why: this is a fault of Skep, not of the program",
                            "fix: report this message, with the source of Bad.java:6 or less of it, to the tracker of Skep")
                    .anyMatch(line -> line.matches(SKEP + " -Askep.mcpu=v3 -Askep.targetKernel=6.1, " + JDK))
                    .contains("Caused by: java.lang.IllegalStateException: on purpose")
                    .anyMatch(line -> line.startsWith("at dev.skep.compiler.Compiler."));
        });
        assertThat(folder.names()).contains("META-INF/bpf/Good.bpf.o").doesNotContain("META-INF/bpf/Bad.bpf.o");
    }

    @Test
    void soDoErrorsOfTheMachineThatMeanAFault() {
        for (var failure : List.of(new StackOverflowError(), new AssertionError("a broken promise")))
            assertThat(compile(failingAt("innocent", failure), source("Bad", BAD)))
                    .singleElement()
                    .satisfies(fault -> {
                        isAt(fault, 3, 21);
                        assertThat(lines(fault)).contains("[SKEP9001] Skep failed at `innocent` in `code`: " + failure);
                    });
    }

    @Test
    void aFaultWhileJavaIsReadStandsAtItsMethod() {
        var said = compile(new BpfProcessor(), source("Good", GOOD), new FailingLine("Bad", BAD, "// here"));
        assertThat(said).singleElement().satisfies(fault -> {
            isAt(fault, 6, 16);
            assertThat(lines(fault))
                    .startsWith(
                            "[SKEP9001] Skep failed at `guilty` while its Java is read: java.lang.IndexOutOfBoundsException: // here");
        });
        assertThat(folder.names()).contains("META-INF/bpf/Good.bpf.o").doesNotContain("META-INF/bpf/Bad.bpf.o");
    }

    @Test
    void aFaultBetweenMethodsStandsAtTheClass() {
        var said = compile(failingAfter("fold-constants"), source("Bad", BAD));
        assertThat(said).singleElement().satisfies(fault -> {
            isAt(fault, 2, 29);
            assertThat(lines(fault))
                    .startsWith("[SKEP9001] Skep failed at `Bad`: java.lang.IllegalStateException: on purpose")
                    .contains("fix: report this message, with the source of Bad or less of it, to the tracker of Skep");
        });
    }

    @Test
    void aFaultInOneWhoReadsReportsIsOneToo() {
        var processor = new BpfProcessor(
                report -> {
                    throw new IllegalStateException("nobody reads");
                },
                StageListener.NONE);
        var said = folder.compile(processor, List.of("-Askep.stats"), List.of(source("Good", GOOD)));
        assertThat(said).singleElement().satisfies(fault -> {
            assertThat(lines(fault))
                    .startsWith("[SKEP9001] Skep failed at `Good`: java.lang.IllegalStateException: nobody reads");
        });
    }

    @Test
    void aFaultWhileTheCompanionIsWrittenIsOneToo() throws IOException {
        var said = new DiagnosticCollector<JavaFileObject>();
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = new FullDisk(javac.getStandardFileManager(null, null, null))) {
            var task = javac.getTask(null, files, said, null, null, List.of(source("Good", GOOD)));
            task.setProcessors(List.of(new BpfProcessor()));
            assertThat(task.call()).isFalse();
        }
        assertThat(said.getDiagnostics()).singleElement().satisfies(fault -> {
            isAt(fault, 2, 29);
            assertThat(lines(fault))
                    .anyMatch(line -> line.startsWith("[SKEP9001] Skep failed at `Good`: "))
                    .anyMatch(line -> line.endsWith("java.lang.IllegalStateException: no room"));
        });
    }

    /** It may well be what confused us. */
    @Test
    void isSilentWhereJavacIsNot() {
        var wrong = BAD.replace("return 2;", "");
        var said = compile(failingAt("innocent", new IllegalStateException()), source("Bad", wrong));
        assertThat(said).singleElement().satisfies(error -> assertThat(lines(error))
                .containsExactly("missing return statement"));
    }

    /** The old object is not what the source says any more. */
    @Test
    void takesTheObjectOfAnEarlierBuildAway() {
        assertThat(folder.compile("Good", GOOD, "Bad", BAD)).isEmpty();
        compile(failingAt("guilty", new IllegalStateException()), source("Good", GOOD), source("Bad", BAD));
        assertThat(folder.names()).contains("META-INF/bpf/Good.bpf.o").doesNotContain("META-INF/bpf/Bad.bpf.o");
    }

    private List<Diagnostic<? extends JavaFileObject>> compile(BpfProcessor processor, JavaFileObject... sources) {
        return folder.compile(processor, List.of("-Askep.targetKernel=6.1", "-Askep.mcpu=v3"), List.of(sources));
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(name, text);
    }

    private static void isAt(Diagnostic<?> said, long line, long column) {
        assertThat(said.getKind()).isEqualTo(Diagnostic.Kind.ERROR);
        assertThat(List.of(said.getLineNumber(), said.getColumnNumber())).containsExactly(line, column);
    }

    private static List<String> lines(Diagnostic<?> said) {
        return said.getMessage(Locale.ROOT).lines().map(String::strip).toList();
    }

    private static BpfProcessor failingAt(String function, Throwable failure) {
        return new BpfProcessor(null, new Observer() {
            @Override
            public void selected(String name, Supplier<String> listing) {
                if (name.equals(function)) raise(failure);
            }
        });
    }

    private static BpfProcessor failingAfter(String guilty) {
        return new BpfProcessor(null, new Observer() {
            @Override
            public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
                if (pass.equals(guilty)) throw new IllegalStateException("on purpose");
            }
        });
    }

    private static void raise(Throwable failure) {
        if (failure instanceof RuntimeException exception) throw exception;
        throw (Error) failure;
    }

    private abstract static class Observer implements StageListener {
        @Override
        public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {}

        @Override
        public void selected(String function, Supplier<String> listing) {}

        @Override
        public void allocated(String function, Supplier<String> listing) {}

        @Override
        public void generated(GeneratedCode code) {}
    }

    private static final class FullDisk extends ForwardingJavaFileManager<JavaFileManager> {
        FullDisk(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            throw new IllegalStateException("no room");
        }

        /** What JDKs since 18 call instead. */
        public JavaFileObject getJavaFileForOutputForOriginatingFiles(
                Location location, String type, JavaFileObject.Kind kind, FileObject... origins) {
            throw new IllegalStateException("no room");
        }
    }

    /** A file of which one line cannot be cut out: javac does not do that, we do for debug information. */
    private static final class FailingLine extends SimpleJavaFileObject {
        private final String text;
        private final String guilty;

        FailingLine(String name, String text, String guilty) {
            super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
            this.guilty = guilty;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return new CharSequence() {
                @Override
                public int length() {
                    return text.length();
                }

                @Override
                public char charAt(int index) {
                    return text.charAt(index);
                }

                @Override
                public CharSequence subSequence(int start, int end) {
                    var cut = text.substring(start, end);
                    if (cut.contains(guilty) && !cut.equals(text)) throw new IndexOutOfBoundsException(guilty);
                    return cut;
                }

                @Override
                public String toString() {
                    return text;
                }
            };
        }
    }
}
