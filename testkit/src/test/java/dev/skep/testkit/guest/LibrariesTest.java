package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of this machine, whose dynamic linker is the judge. */
class LibrariesTest {
    private static final Path ROOT = Path.of("/");
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Pattern LINE = Pattern.compile("(?m)^\\s+(\\S+) => /");

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereProgramsAreOfThatKind() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "programs are read for Linux on x86-64 only");
    }

    private static Set<String> asTheLinkerSays(Path program) {
        Set<String> names = new TreeSet<>();
        Matcher line = LINE.matcher(
                Judge.require("ldd").run(program.toString()).orFail().out());
        while (line.find()) {
            names.add(line.group(1));
        }
        return names;
    }

    @Test
    void findsWhatTheLinkerFinds() throws IOException {
        Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
        for (Path program : List.of(SHELL, java)) {
            Set<String> found =
                    new TreeSet<>(Libraries.in(ROOT).neededBy(program).keySet());
            found.removeIf(name -> name.startsWith("ld-linux"));

            assertThat(found).as(program.toString()).isEqualTo(asTheLinkerSays(program));
        }
    }

    @Test
    void staysBelowTheRoot() throws IOException {
        Path libc = Libraries.in(ROOT).neededBy(SHELL).get("libc.so.6");
        Path libraries = Files.createDirectories(folder.resolve("usr/lib/x86_64-linux-gnu"));
        Files.createDirectories(folder.resolve("hidden"));
        Files.copy(libc, folder.resolve("hidden/libc"));
        Files.copy(ROOT.resolve(Elf.read(SHELL).interpreter().substring(1)), libraries.resolve("ld-linux-x86-64.so.2"));
        Files.createSymbolicLink(libraries.resolve("libc.so.6"), Path.of("/hidden/libc"));
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(SHELL, folder.resolve("bin/sh"));

        assertThat(Libraries.in(folder).neededBy(folder.resolve("bin/sh")))
                .containsEntry("libc.so.6", folder.resolve("hidden/libc"));
    }

    @Test
    void namesTheLibraryThatIsMissing() throws IOException {
        Files.copy(SHELL, folder.resolve("sh"));

        assertThatThrownBy(() -> Libraries.in(folder).neededBy(folder.resolve("sh")))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("no library libc\\.so\\.6 below .*, which sh needs");
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("/a"));

        assertThatThrownBy(() -> Libraries.in(folder).follow(folder.resolve("a")))
                .hasMessageStartingWith("too many links from ");
    }

    @Test
    void readsNoneButWholeElfFiles() throws IOException {
        byte[] shell = Files.readAllBytes(SHELL);
        Path file = folder.resolve("file");
        assertThatThrownBy(() -> Elf.read(Files.writeString(file, "#!/bin/sh\n")))
                .hasMessageEndingWith("is no ELF file");
        long seed = Seed.ofThisRun();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] torn = Arrays.copyOf(shell, random.nextInt(shell.length));
            for (int i = 0; i < 8 && torn.length > 0; i++) {
                torn[random.nextInt(Math.min(torn.length, 1000))] = (byte) random.nextInt();
            }
            Files.write(file, torn);
            try {
                assertThat(Elf.read(file).needed()).isNotNull();
            } catch (IOException expected) {
                assertThat(expected).as("-Dskep.seed=" + seed).hasMessageContaining("ELF");
            }
        }
    }
}
