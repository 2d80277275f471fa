package dev.skep.cli;

import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandTest {
    private static final String DROPS_ALL = """
            import dev.skep.lang.Bpf;
            import dev.skep.lang.Xdp;
            import dev.skep.lang.XdpAction;
            import dev.skep.lang.XdpContext;

            @Bpf(license = "GPL")
            final class DropsAll {
                @Xdp
                static XdpAction drop(XdpContext context) {
                    return XdpAction.DROP;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void writesTheObjectOfEachClass() throws IOException {
        Path source = write("DropsAll.java", DROPS_ALL);
        Path target = folder.resolve("objects");
        Session session = skep("build", source, "-d", target);

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(session.out()).isEqualTo(target.resolve("DropsAll.bpf.o") + System.lineSeparator());
        assertThat(target).isDirectoryContaining("glob:**/DropsAll.bpf.o");
        assertThat(Files.readAllBytes(target.resolve("DropsAll.bpf.o"))).startsWith(0x7f, 'E', 'L', 'F');
        try (var files = Files.list(target)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void replacesAnObjectThatIsThere() throws IOException {
        Path source = write("DropsAll.java", DROPS_ALL);
        Path object = write("DropsAll.bpf.o", "old");

        assertThat(skep("build", source, "-d", folder).exit()).isZero();
        assertThat(Files.readAllBytes(object)).startsWith(0x7f, 'E', 'L', 'F');
    }

    @Test
    void saysWhatJavacSaysAndWritesNothing() throws IOException {
        Path source = write("Wrong.java", "class Wrong {\n    int x = \"\";\n}\n");
        Session session = skep("build", source, "-d", folder.resolve("objects"));

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains("Wrong.java:2: error: incompatible types", "1 error");
        assertThat(folder.resolve("objects")).doesNotExist();
    }

    @Test
    void leavesAnOldObjectAloneWhenTheSourceIsWrong() throws IOException {
        Path source = write("DropsAll.java", DROPS_ALL.replace("return", "return return"));
        Path object = write("DropsAll.bpf.o", "old");

        assertThat(skep("build", source, "-d", folder).exit()).isEqualTo(1);
        assertThat(object).hasContent("old");
    }

    @Test
    void findsClassesOnTheGivenClassPath() throws IOException {
        Path library = Files.createDirectory(folder.resolve("library"));
        Files.writeString(library.resolve("Verdict.java"), "class Verdict { static final int VALUE = 7; }");
        Path source = write("Uses.java", "class Uses { int x = Verdict.VALUE; }");

        assertThat(skep("build", source).err()).contains("cannot find symbol");
        assertThat(skep("build", source, "--cp", library).err()).doesNotContain("cannot find symbol");
    }

    @Test
    void saysWhenThereIsNothingToBuild() throws IOException {
        Session session = skep("build", write("Plain.java", "class Plain {}"));

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err()).contains("none of the sources has a @Bpf class");
    }

    @Test
    void refusesWhatIsNoSource() throws IOException {
        Session missing = skep("build", folder.resolve("Missing.java"));
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("skep build: there is no file " + folder.resolve("Missing.java"));

        Session other = skep("build", write("notes.txt", ""));
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("notes.txt is no .java file");
    }

    private static final String COUNTS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Counts {
                static long total;

                @Xdp
                static int count(XdpContext context) {
                    total += 2 * 3;
                    return twice(1);
                }

                static int twice(int number) {
                    return number + number;
                }
            }
            """;

    /** What was asked for goes to standard output, before the names of the objects. */
    @Test
    void printsTheCodeWithItsSourceLines() throws IOException {
        Session session = skep("build", write("Counts.java", COUNTS), "-d", folder, "--dump=code");

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(session.out().replaceAll("\\br\\d", "r?"))
                .isEqualToNormalizingNewlines("""
                --- Counts: `count` after code
                count:
                    ; Counts.java:9 total += 2 * 3;
                    r? = total ll
                    r? = *(u64 *)(r? + 0)
                    r? += 6
                    *(u64 *)(r? + 0) = r?
                    ; Counts.java:10 return twice(1);
                    r? = 2
                    exit

                %s
                """.formatted(folder.resolve("Counts.bpf.o")));
    }

    @Test
    void printsEachStageOfOneFunctionThatWasAskedFor() throws IOException {
        Session session = skep(
                "build", write("Counts.java", COUNTS), "-d", folder, "--dump=ir:twice,inline-functions:count,machine");

        assertThat(session.out())
                .contains("`twice` after ir", "`count` after inline-functions", "`count` after machine")
                .doesNotContain("`count` after ir");
    }

    @Test
    void countsWhatCameOut() throws IOException {
        Path source = write("Counts.java", COUNTS);

        assertThat(skep("build", source, "-d", folder, "--stats").out())
                .contains("--- Counts: slots, and after each pass that changed them\n", "--- Counts: `count`\n")
                .containsPattern("  registers  [23] of 10: r0 r1( r2)?\n")
                .contains("  spills     places 0, stores 0, loads 0\n", "  stack      0 of 512 bytes\n");
    }

    @Test
    void leavesOptionalPassesOut() throws IOException {
        Path source = write("Counts.java", COUNTS);
        Session session = skep("build", source, "-d", folder, "--no-opt", "--stats", "--dump=inline-functions");

        assertThat(session.exit()).isZero();
        assertThat(session.out())
                .contains("nothing after inline-functions: the pass does not run", "--- Counts: `twice`\n");
    }

    @Test
    void compilesForTheGivenKernel() throws IOException {
        Path source = write("Counts.java", COUNTS.replace("number + number", "(byte) number"));

        assertThat(skep("build", source, "-d", folder, "--no-opt", "--dump=code", "--target-kernel=6.1")
                        .out())
                .contains("w1 <<= 24", "w0 s>>= 24");
        assertThat(skep("build", source, "-d", folder, "--no-opt", "--dump=code", "--target-kernel=6.6")
                        .out())
                .contains("w0 = (s8)w1");
    }

    @Test
    void compilesForTheGivenLevel() throws IOException {
        Path source = write("Counts.java", COUNTS.replace("number + number", "(byte) number"));

        assertThat(skep("build", source, "-d", folder, "--no-opt", "--dump=code", "--mcpu=v3")
                        .out())
                .contains("w0 s>>= 24");
        assertThat(skep("build", source, "-d", folder, "--no-opt", "--dump=code", "--mcpu=v2")
                        .out())
                .contains("r1 s>>= 56")
                .doesNotContainPattern("\\bw\\d");
    }

    @Test
    void refusesAKernelThatIsTooOld() throws IOException {
        Session session = skep("build", write("Counts.java", COUNTS), "-d", folder, "--target-kernel=5.4");

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err())
                .contains("[SKEP2009] -Askep.targetKernel=5.4: the oldest kernel that objects are made for is 5.10");
        assertThat(folder.resolve("Counts.bpf.o")).doesNotExist();
    }

    @Test
    void namesThePasses() {
        Session session = skep("build", "--dump=list");

        assertThat(session.exit()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out().lines())
                .startsWith("ir")
                .contains("fold-constants")
                .endsWith("machine", "registers", "code")
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAPassThatThereIsNot() throws IOException {
        Session session = skep("build", write("Counts.java", COUNTS), "-d", folder, "--dump=cod");

        assertThat(session.exit()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err())
                .startsWith("there is no pass `cod`; did you mean `code`?; there are ir, simplify-blocks, ");
        assertThat(folder.resolve("Counts.bpf.o")).doesNotExist();
    }

    /** The listing of what came before the mistake is still what was asked for. */
    @Test
    void printsWhatThereWasBeforeAnError() throws IOException {
        Path source = write("Counts.java", COUNTS.replace("return twice(1)", "Object o = null; return 1"));
        Session session = skep("build", source, "-d", folder, "--dump=ir", "--stats");

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.out()).isEqualTo("""
                --- Counts: nothing after ir: compilation did not come to the first pass

                --- Counts: no statistics: compilation did not come to the first pass

                """);
        assertThat(session.err()).contains("Counts.java:10: error: [SKEP2002]");
    }

    /** All or nothing: objects of one build belong together. */
    @Test
    void writesNothingWhenOneOfSeveralSourcesIsWrong() throws IOException {
        Path good = write("DropsAll.java", DROPS_ALL);
        Path bad = write("Counts.java", COUNTS.replace("return twice(1)", "Object o = null; return 1"));
        Path old = write("DropsAll.bpf.o", "old");
        for (List<Path> order : List.of(List.of(good, bad), List.of(bad, good))) {
            Session session = skep("build", order.get(0), order.get(1), "-d", folder);

            assertThat(session.exit()).isEqualTo(1);
            assertThat(session.out()).isEmpty();
            assertThat(session.err())
                    .contains("Counts.java:10: error: [SKEP2002]", "1 error")
                    .doesNotContain("DropsAll");
            assertThat(old).hasContent("old");
            assertThat(folder.resolve("Counts.bpf.o")).doesNotExist();
        }
    }

    @Test
    void takesTheMachineWhoseRegistersProbesRead() throws IOException {
        Path source = write("Probe.java", """
                import dev.skep.lang.*;

                @Bpf(license = "GPL")
                final class Probe {
                    @Kprobe("do_nanosleep")
                    static int enter(PtRegs registers) {
                        return (int) registers.arg(0);
                    }
                }
                """);
        assertThat(skep("build", source, "-d", folder, "--dump=code").out()).contains(" + 112)");
        assertThat(skep("build", source, "-d", folder, "--dump=code", "--machine", "aarch64")
                        .out())
                .contains("r1 + 0)");

        Session unknown = skep("build", source, "--machine=vax");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("--machine is one of x86_64, aarch64");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
