package dev.skep.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Three classes that use each other, in a source folder, and what came out of them in an output folder. */
record Sources(Path folder) {
    /** Uses both others; {@code count} returns {@code 2 * 1 + 3 * 2}. */
    static final String MAIN = """
            package app;

            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Main {
                static long seen;

                @Xdp
                static int count(XdpContext context) {
                    seen++;
                    return Rules.twice(1) + Library.thrice(2);
                }
            }
            """;

    /** Has a program, and a function that others use. */
    static final String RULES = """
            package app;

            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Rules {
                static int twice(int number) {
                    return number * 2;
                }

                @Xdp
                static int interfaces(XdpContext context) {
                    return twice(context.ingressIfindex);
                }
            }
            """;

    /** Has nothing but functions. */
    static final String LIBRARY = """
            package app;

            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Library {
                static int thrice(int number) {
                    return number * 3;
                }
            }
            """;

    private static final String OBJECTS = "META-INF/bpf";

    /** Writes the three classes below a folder. */
    static Sources in(Path folder) {
        var sources = new Sources(folder);
        sources.write("Main", MAIN);
        sources.write("Rules", RULES);
        sources.write("Library", LIBRARY);
        return sources;
    }

    Path file(String name) {
        return folder.resolve("app").resolve(name + ".java");
    }

    Path write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of classes, or of all of them. */
    List<String> files(String... names) {
        var all = names.length == 0 ? Stream.of("Main", "Rules", "Library") : Stream.of(names);
        return all.map(name -> file(name).toString()).toList();
    }

    /** The objects in an output folder, by name, with the bytes as text that can be compared. */
    static Map<String, String> objects(Path output) {
        var objects = output.resolve(OBJECTS);
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(objects)) return found;
        try (var files = Files.list(objects)) {
            for (var file : files.toList())
                found.put(
                        file.getFileName().toString(), java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the object of {@code Main} into the kernel and lets it run. */
    static void run(Path output) {
        Kernel.require();
        try (var loaded = Kernel.load(output.resolve(OBJECTS).resolve("app.Main.bpf.o"))) {
            assertThat(loaded.program("count").run(new byte[64]).returnValue()).isEqualTo(8);
        }
    }
}
