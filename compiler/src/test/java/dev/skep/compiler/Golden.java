package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is kept beside the tests, under {@code src/test/resources}; {@code -Dgolden.update} rewrites it. */
public final class Golden {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /** Compares {@code text} with what is kept for this case of this test. */
    public static void assertMatches(Class<?> test, String name, String text) {
        assertMatches(RESOURCES.resolve(test.getSimpleName()).resolve(name + ".txt"), text);
    }

    /** Compares {@code text} with what is kept in {@code file}. */
    public static void assertMatches(Path file, String text) {
        if (System.getProperty("golden.update") != null) write(file, text);
        assertThat(file).as("run with -Dgolden.update to make it").exists();
        assertThat(text).as(file.toString()).isEqualTo(read(file));
    }

    /** Returns a text that is kept for a test. */
    public static String read(Class<?> test, String name) {
        return read(RESOURCES.resolve(test.getSimpleName()).resolve(name + ".txt"));
    }

    /** Returns a text that is kept in {@code file}. */
    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
