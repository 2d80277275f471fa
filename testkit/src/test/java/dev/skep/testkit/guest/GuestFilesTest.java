package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestFilesTest {
    @TempDir
    Path folder;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] archive(GuestFiles files) throws IOException {
        Path file = folder.resolve("archive");
        files.writeArchive(file);
        return Files.readAllBytes(file);
    }

    /** Mode, an octal number, and content of each entry; written from the format's description, not from our writer. */
    private static Map<String, String> entries(byte[] archive) {
        Map<String, String> entries = new LinkedHashMap<>();
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        for (int at = 0; ; ) {
            assertThat(text.substring(at, at + 6)).isEqualTo("070701");
            int mode = Integer.parseInt(text.substring(at + 14, at + 22), 16);
            int size = Integer.parseInt(text.substring(at + 54, at + 62), 16);
            int nameSize = Integer.parseInt(text.substring(at + 94, at + 102), 16);
            String name = text.substring(at + 110, at + 110 + nameSize - 1);
            int content = (at + 110 + nameSize + 3) / 4 * 4;
            if (name.equals("TRAILER!!!")) {
                return entries;
            }
            entries.put(name, Integer.toOctalString(mode) + " " + text.substring(content, content + size));
            at = (content + size + 3) / 4 * 4;
        }
    }

    @Test
    void archivesFilesAfterTheirFolders() throws IOException {
        GuestFiles files = new GuestFiles()
                .add("/opt/a/b", utf8("12345"))
                .add("/opt/a-b", utf8(""))
                .addFolder("/empty")
                .addLink("/opt/link", "a/b");

        Map<String, String> entries = entries(archive(files));

        assertThat(entries)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "empty", "40755 ",
                        "opt", "40755 ",
                        "opt/a", "40755 ",
                        "opt/a-b", "100755 ",
                        "opt/a/b", "100755 12345",
                        "opt/link", "120777 a/b"));
        assertThat(List.copyOf(entries.keySet())).containsSubsequence("opt", "opt/a", "opt/a/b");
    }

    @Test
    void theSameFilesAreTheSameBytes() throws IOException {
        byte[] first = archive(new GuestFiles().add("/b", utf8("b")).add("/a", utf8("a")));

        assertThat(archive(new GuestFiles().add("/a", utf8("a")).add("/b", utf8("b"))))
                .isEqualTo(first);
    }

    @Test
    void takesTreesWithTheirLinks() throws IOException {
        Path root = folder.resolve("root");
        Files.createDirectories(root.resolve("usr/share/x"));
        Files.writeString(root.resolve("usr/share/x/file"), "text");
        Files.createSymbolicLink(root.resolve("usr/share/x/link"), Path.of("file"));
        Files.writeString(root.resolve("usr/other"), "not asked for");

        assertThat(entries(archive(new GuestFiles().addTree(root, "/usr/share"))))
                .containsEntry("usr/share/x/file", "100755 text")
                .containsEntry("usr/share/x/link", "120777 file")
                .doesNotContainKey("usr/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/a/", "/a/../b", "/a//b", "", "/"})
    void refusesPathsThatAreNotPlain(String path) {
        assertThatThrownBy(() -> new GuestFiles().add(path, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must start with / and be plain");
    }

    @Test
    void commandsKeepTheirWords() {
        GuestCommand command = new GuestCommand("c", List.of("echo", "it's", "$x \"y\"", ""), Duration.ofSeconds(1));

        assertThat(command.shellWords()).isEqualTo("'echo' 'it'\\''s' '$x \"y\"' ''");
        assertThatThrownBy(() -> new GuestCommand("c", List.of(), Duration.ofSeconds(1)))
                .hasMessage("command c has no program");
        assertThatThrownBy(() -> new GuestCommand("c", List.of("x"), Duration.ofMillis(10)))
                .hasMessageContaining("less than a second");
    }
}
