package dev.skep.builds;

import dev.skep.testkit.Missing;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that this build packed. A build that ends before {@code package} has none, or those of an older source: tests are skipped then. */
final class Shipped {
    static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> LANGUAGE = List.of("assembler", "elf-writer", "compiler", "dsl");

    private Shipped() {}

    /** The one jar that is a complete class path and processor path. */
    static String skep() {
        return fresh(ROOT.resolve("cli/target/skep.jar"), ROOT.resolve("cli")).toString();
    }

    /** The modules that annotated Java names, as a module path. */
    static String modules() {
        return path(LANGUAGE.stream().map(Shipped::jar));
    }

    /** The processor and what it needs, jar by jar, as a processor path or a module path. */
    static String processor() {
        return path(Stream.concat(
                Stream.concat(LANGUAGE.stream(), Stream.of("annotation-processor"))
                        .map(Shipped::jar),
                Stream.of(
                        jarOf("com.palantir.javapoet", "javapoet"),
                        jarOf("org.apache.commons", "commons-compress"),
                        jarOf("org.apache.commons", "commons-lang3"),
                        jarOf("commons-io", "commons-io"),
                        jarOf("commons-codec", "commons-codec"),
                        jarOf("org.tukaani", "xz"))));
    }

    /** The folders of the modules that a Maven project gets to see. */
    static List<Path> folders() {
        return Stream.concat(LANGUAGE.stream(), Stream.of("annotation-processor"))
                .map(ROOT::resolve)
                .toList();
    }

    static Path root() {
        return ROOT;
    }

    static Path jar(String module) {
        return jar(ROOT.resolve(module));
    }

    static Path jar(Path module) {
        var name = "skep-" + module.getFileName() + "-" + VERSION + ".jar";
        return fresh(module.resolve("target").resolve(name), module);
    }

    /** A library that is on the class path of the tests, by the folders of Maven's repository. */
    static Path jarOf(String group, String artifact) {
        var folder = group.replace('.', '/') + "/" + artifact + "/";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.replace(File.separatorChar, '/').contains(folder))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + artifact + " on the class path"));
    }

    private static String path(Stream<Path> jars) {
        return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path fresh(Path jar, Path module) {
        if (!Files.exists(jar) || isOlder(jar, module.resolve("target/classes")))
            throw Missing.judge("no " + ROOT.relativize(jar) + " of this source: mvn package makes it");
        return jar;
    }

    private static boolean isOlder(Path jar, Path classes) {
        try (var files = Files.walk(classes)) {
            var made = Files.getLastModifiedTime(jar);
            for (var file : files.filter(Files::isRegularFile).toList())
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) return true;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
