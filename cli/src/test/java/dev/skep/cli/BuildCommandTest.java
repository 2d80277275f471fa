package dev.skep.cli;

import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
