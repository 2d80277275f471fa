package dev.skep.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./judge} with the judges that every machine of a developer has. */
class JudgeCommandTest {
    private static final String LOCAL = "libbpf-1.1,gen-object,iproute2";

    private static final String XDP = """
            #define SEC(name) __attribute__((section(name), used))
            SEC("xdp") int pass(void *context) { return 2; }
            SEC("xdp") int trust(void *context) { return *(volatile int *)0; }
            char _license[] SEC("license") = "GPL";
            """;

    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    @Test
    void judgesEachProgramAndSaysWhyNot() throws IOException {
        Path object = compiled("some.o", XDP);
        Outcome outcome = judge("--kernels", "host", "--loaders", LOCAL, object.toString());
        assertThat(outcome.out()).containsPattern("some.o +pass +ok 2 +ok +ok\n");
        assertThat(outcome.out()).containsPattern("some.o +trust +no \\[1] +no \\[1] +ok\n");
        assertThat(outcome.out()).contains("\n[1] refused: R1 invalid mem access 'scalar'\n", "whole logs: ");
        assertThat(outcome.exit()).isEqualTo(1);
        try (var logs = Files.list(folder.resolve("logs"))) {
            assertThat(logs.toList()).hasSize(2).allSatisfy(log -> assertThat(log)
                    .content()
                    .contains("R1 invalid mem access 'scalar'", "processed "));
        }
    }

    @Test
    void isContentWithWhatAllAccept() throws IOException {
        Path object = compiled("good.o", XDP.replaceAll("(?m)^.*trust.*$", ""));
        Outcome outcome = judge("--kernels=host", "--loaders=libbpf-1.1", object.toString());
        assertThat(outcome.out()).endsWith("good.o  pass     ok 2\n");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void runsProgramsOnAFile() throws IOException {
        Path object = compiled("good.o", XDP.replaceAll("(?m)^.*trust.*$", ""));
        Path packet = Files.write(folder.resolve("packet"), new byte[14]);
        Outcome outcome = judge("--kernels=host", "--loaders=libbpf-1.1", "--run=" + packet, object.toString());
        assertThat(outcome.out()).contains("] returned 2, output " + "00".repeat(14));
    }

    @Test
    void whatIsNoObjectCostsTheOthersNothing() throws IOException {
        Path object = compiled("good.o", XDP);
        Path text = Files.writeString(folder.resolve("text.o"), "this is no object");
        Path empty = Files.createFile(folder.resolve("empty.o"));
        Outcome outcome =
                judge("--kernels=host", "--loaders", LOCAL, text.toString(), empty.toString(), object.toString());
        assertThat(outcome.out())
                .containsPattern("text.o +- +no \\[\\d] +no \\[\\d] +no \\[\\d]\n")
                .containsPattern("empty.o +- +no \\[\\d] +no \\[\\d] +no \\[\\d]\n")
                .containsPattern("good.o +pass +ok 2 ");
        assertThat(outcome.exit()).isEqualTo(1);
    }

    @Test
    void saysInALineThatLogsCannotBeWritten() throws IOException {
        Path text = Files.writeString(folder.resolve("text.o"), "this is no object");
        Files.writeString(folder.resolve("logs"), "in the way");
        Outcome outcome = judge("--kernels=host", "--loaders=gen-object", text.toString());
        assertThat(outcome.out()).contains("text.o");
        assertThat(outcome.err()).startsWith("judge: cannot write the logs: ").hasLineCount(1);
        assertThat(outcome.exit()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws IOException {
        String object = Files.createFile(folder.resolve("x.o")).toString();
        assertThat(List.of(
                        judge(),
                        judge(folder.resolve("none.o").toString()),
                        judge("--kernels", "4.4", object),
                        judge("--loaders", "grub", object),
                        judge("--run", folder.resolve("none").toString(), object),
                        judge("--kernels=host", "--attach", object)))
                .allSatisfy(outcome -> assertThat(outcome.exit()).isEqualTo(2))
                .extracting(outcome -> outcome.err().lines().findFirst().orElse(""))
                .containsExactly(
                        "Missing required parameter: 'OBJ.o'",
                        "there is no file " + folder.resolve("none.o"),
                        "unknown kernel 4.4; there are 5.10, 6.1, 6.12, newest, host",
                        "unknown loader grub; there are libbpf-1.1, libbpf, cilium, aya, gen-object, iproute2",
                        "there is no file " + folder.resolve("none"),
                        "--attach is for virtual machines, and --kernels names none");
        assertThat(folder.resolve("logs")).doesNotExist();
    }

    private Outcome judge(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--logs=" + folder.resolve("logs");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = JudgeCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Outcome(exit, out.toString(), err.toString());
    }

    private Path compiled(String name, String c) {
        Kernel.require();
        Judge.require("ip");
        Judge.require("bpftool");
        Path object = folder.resolve(name);
        Judge.require("clang-19")
                .run(
                        List.of("-target", "bpf", "-O2", "-g", "-c", "-x", "c", "-", "-o", object.toString()),
                        c.getBytes(StandardCharsets.UTF_8))
                .orFail();
        return object;
    }
}
