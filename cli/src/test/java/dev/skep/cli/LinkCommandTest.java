package dev.skep.cli;

import static dev.skep.cli.Session.bytesOf;
import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.object.ObjectReader;
import dev.skep.object.ObjectWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCommandTest {
    private static final byte[] OBJECT = ObjectWriter.write(Everything.object(), Target.of(IsaVersion.V3));

    @TempDir
    Path folder;

    private Path object = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void write() throws IOException {
        object = Files.write(folder.resolve("everything.o"), OBJECT);
        out = folder.resolve("out.o");
    }

    @Test
    void writesTheLinkedObject() throws IOException {
        assertThat(skep("link", object, "-o", out)).isEqualTo(new Session(0, "", ""));
        assertThat(ObjectReader.read(Files.readAllBytes(out)).programs()).hasSize(2);
    }

    @Test
    void worksInPipes() throws IOException {
        byte[] linked = bytesOf(new ByteArrayInputStream(OBJECT), "link", "-", "-o", "-");
        skep("link", object, "-o", out);
        assertThat(linked).isEqualTo(Files.readAllBytes(out));
    }

    @Test
    void saysWhatDoesNotFitAndWritesNothing() throws IOException {
        Path again = Files.write(folder.resolve("again.o"), OBJECT);
        Session session = skep("link", object, again, "-o", out);

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.out()).isEmpty();
        assertThat(session.err().lines())
                .contains("skep link: [SKEP5004] " + again + ": onPacket: defined here and in " + object
                        + "; one of the two can be weak or static");
        assertThat(out).doesNotExist();
    }

    @Test
    void goesOnAfterAFileThatIsNone() {
        Session session = skep("link", folder.resolve("none.o"), folder, object, "-o", out);

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err().lines()).hasSize(2).first().asString().contains("none.o: there is no such file");
        assertThat(out).doesNotExist();
    }

    @Test
    void needsAPlaceForTheOutput() {
        assertThat(skep("link", object).exit()).isEqualTo(2);
    }
}
