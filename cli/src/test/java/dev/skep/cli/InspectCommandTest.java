package dev.skep.cli;

import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.object.ObjectWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final String LISTING = """
              programs
                onPacket  xdp                                  3 instructions  Everything.java:7
                onExec    tracepoint/sched/sched_process_exec  3 instructions  Everything.java:12
              functions
                shared  2 instructions  Everything.java:20
              maps
                byOrigin  hash      key Origin (16 bytes)  value u64 (8 bytes)  at most 1024
                blobs     lru_hash  key 1 byte             value 300 bytes      at most 8
                events    ringbuf   key none               value none           at most 262144
              globals
                limit  .rodata  8 bytes  2a 00 00 00 00 00 00 00
                seen   .bss     4 bytes  zero
              externs
                bpf_rcu_read_unlock  .ksyms  strong
            """;

    private static final String CHANCES = """
              relocations
                xdp                                  0  R_BPF_64_32  .text
                tracepoint/sched/sched_process_exec  0  R_BPF_64_32  .text
              minimum kernel 5.8
                5.8  map type RINGBUF  .maps events
              loaders
                rule 13, .ksyms bpf_rcu_read_unlock: a kernel function
                  cilium/ebpf before 0.11 refuses it, aya before 0.14.1 refuses it
            """;

    private static final byte[] OBJECT = ObjectWriter.write(Everything.object(), Target.of(IsaVersion.V3));

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("everything.bpf.o"), OBJECT);
    }

    @Test
    void listsWhatIsInAnObject() {
        assertThat(new ObjectListing(Everything.object()).text()).isEqualTo(LISTING);
    }

    @Test
    void readsAFile() {
        Session session = skep("inspect", file);

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(session.out())
                .startsWith(file + ": " + OBJECT.length + " bytes, little endian, license Dual BSD/GPL, ")
                .endsWith(" BTF types\n" + LISTING + CHANCES);
    }

    @Test
    void readsStandardInput() {
        Session session = Session.skepReading(new ByteArrayInputStream(OBJECT), "inspect", "-");

        assertThat(session.exit()).isZero();
        assertThat(session.out()).startsWith("-: " + OBJECT.length + " bytes").endsWith(LISTING + CHANCES);
    }

    @Test
    void writesJson() throws IOException {
        Session session = Session.skepReading(new ByteArrayInputStream(OBJECT), "inspect", "--json", "-");

        assertThat(session.exit()).isZero();
        Path golden = Path.of("src/test/resources/InspectCommandTest/everything.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, session.out());
        }
        assertThat(session.out()).isEqualTo(Files.readString(golden));
    }

    @Test
    void tellsWhatLoadersMakeOfWhatIsNoObject() throws IOException {
        String text = new String(OBJECT, StandardCharsets.ISO_8859_1).replace("xdp\0", "xdq\0");
        Path odd = Files.write(folder.resolve("odd.o"), text.getBytes(StandardCharsets.ISO_8859_1));
        Session session = skep("inspect", odd);

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err()).startsWith("skep inspect: " + odd + ": [SKEP5003]");
        assertThat(session.out())
                .startsWith(odd + ": " + OBJECT.length + " bytes\n")
                .contains("rule 7, section xdq: no loader knows what kind of program this is");
    }

    @Test
    void jsonIsAnArrayWhateverTheInputsAre() {
        assertThat(skep("inspect", "--json", folder))
                .matches(session -> session.exit() == 1 && session.out().equals("[]\n"));
        assertThat(Json.of("\"\\\n\u007f\uD83D\uDE00é")).isEqualTo("\"\\\"\\\\\\u000a\\u007f\\ud83d\\ude00é\"\n");
    }

    @Test
    void goesOnAfterAFileThatIsNoObject() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no object");
        Session session = skep("inspect", text, folder.resolve("missing.o"), folder, file);

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.out()).startsWith(file + ": ");
        assertThat(session.err().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains(text + ": ", "ELF header"))
                .anySatisfy(line -> assertThat(line).contains("missing.o: there is no such file"))
                .anySatisfy(line -> assertThat(line).contains(folder + ": Is a directory"));
    }

    @Test
    void readsNoFileWithoutEnd() {
        Session session = Session.skepReading(new Endless(), "inspect", "-");

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err()).contains("more than 67108864 bytes, the limit for an input");
    }

    /** Zeros for ever. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return length;
        }
    }
}
