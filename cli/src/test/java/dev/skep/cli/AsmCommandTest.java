package dev.skep.cli;

import static dev.skep.cli.Session.bytesOf;
import static dev.skep.cli.Session.skep;
import static dev.skep.cli.Session.skepReading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsmCommandTest {
    private static final String TEXT = "r0 = 7\nif r0 > 5 goto out\nr0 = 0\nout: exit\n";
    private static final String CODE = "b7000000070000002500010005000000b7000000000000009500000000000000";

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private String[] written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    @Test
    void writesAnObjectForEachText() throws IOException {
        Session session = skep("asm", write("a.s", TEXT), write("b.s", TEXT), "-d", folder.resolve("out"));

        assertThat(session).isEqualTo(new Session(0, "", ""));
        assertThat(folder.resolve("out/a.o")).hasSameBinaryContentAs(folder.resolve("out/b.o"));
        assertThat(skep("disasm", folder.resolve("out/a.o")).out()).contains("r0 = 7", "goto out");
    }

    @Test
    void writesBareCode() throws IOException {
        assertThat(skep("asm", "--raw", write("a.s", TEXT), "-d", folder).exit())
                .isZero();

        byte[] code = Files.readAllBytes(folder.resolve("a.bin"));
        assertThat(HexFormat.of().formatHex(code)).isEqualTo(CODE);
        Session text = skepReading(new ByteArrayInputStream(code), "disasm", "--raw", "-");
        assertThat(bytesOf(in(text.out()), "asm", "--raw", "-")).isEqualTo(code);
    }

    @Test
    void worksInPipes() {
        byte[] object = bytesOf(in(TEXT), "asm", "-");
        Session text = skepReading(new ByteArrayInputStream(object), "disasm", "-", "--dialect", "gnu");
        assertThat(text.out()).contains("mov %r0,0x7");
        assertThat(bytesOf(in(text.out()), "asm", "-", "-o", "-", "--dialect", "gnu"))
                .isNotEmpty();
        assertThat(bytesOf(in(TEXT), "asm", "--raw", "--endian", "big", "-"))
                .startsWith(HexFormat.of().parseHex("b700000000000007"));
    }

    @Test
    void writesNothingWhenOneTextIsWrong() throws IOException {
        Path bad = write("bad.s", "exit\nr1 = r12\n  r2 = \n");
        Session session = skep("asm", write("a.s", TEXT), bad, "-d", folder);

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err())
                .startsWith(
                        bad + ":2:6: error: [SKEP1102] register r12 does not exist: the last is r10\n    r1 = r12\n")
                .contains(bad + ":3:8: error:");
        assertThat(written()).containsExactly("a.s", "bad.s");
    }

    @Test
    void refusesWhatTheTargetLacks() throws IOException {
        Path text = write("a.s", "r1 s/= 5\nexit\n");

        assertThat(skep("asm", "--target-kernel", "5.10", text, "-d", folder).err())
                .contains("a.s:1:1: error: [SKEP1007] `sdiv` is not in target V3 on kernel 5.10; it needs kernel 6.6");
        assertThat(skep("asm", "--mcpu", "v4", text, "-d", folder).exit()).isZero();
    }

    @Test
    void saysWhatIsWrongWithFiles() throws IOException {
        assertThat(skep("asm", folder.resolve("none.s")).err()).contains("there is no such file");
        assertThat(skep("disasm", write("x.o", "no object")).err())
                .startsWith("skep disasm: ")
                .contains("[SKEP5001]");
        assertThat(skep("asm", "--raw", write("m.s", "r1 = map ll\nexit\n"), "-d", folder)
                        .err())
                .contains("only a loader knows where it is");
        assertThat(skep("asm", write("d.s", ".map m, array\n.byte 1\n"), "-d", folder)
                        .exit())
                .isEqualTo(1);
        assertThat(written()).containsExactly("d.s", "m.s", "x.o");
    }

    @Test
    void listsAsLlvmObjdumpDoes() throws IOException {
        skep("asm", write("a.s", TEXT), "-d", folder);

        assertThat(skep("disasm", "--objdump", folder.resolve("a.o")).out())
                .contains("\n       1:\t25 00 01 00 05 00 00 00\tif r0 > 0x5 goto +0x1 <out>\n");
    }
}
