package dev.skep.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected text in {@code src/test/resources}; {@code -Dgolden.update} writes it anew, for the diff to be read. */
final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/skep/dsl/tests");

    private Golden() {}

    static void check(Class<?> test, String name, String actual) {
        var file = RESOURCES.resolve(test.getSimpleName()).resolve(name + ".txt");
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
