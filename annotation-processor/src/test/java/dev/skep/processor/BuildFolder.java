package dev.skep.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** A folder that javac writes to, build after build. */
final class BuildFolder {
    private final Path folder;

    BuildFolder(Path folder) {
        this.folder = folder;
    }

    /** Compiles sources, given as {@code name, text, name, text, …}, with the processor; returns what javac said. */
    List<Diagnostic<? extends JavaFileObject>> compile(List<String> options, String... namesAndTexts) {
        var sources = new ArrayList<JavaFileObject>();
        for (var i = 0; i < namesAndTexts.length; i += 2)
            sources.add(JavaFileObjects.forSourceString(namesAndTexts[i], namesAndTexts[i + 1]));
        return compile(new BpfProcessor(), options, sources);
    }

    /** Compiles sources with a processor; returns what javac said. */
    List<Diagnostic<? extends JavaFileObject>> compile(
            BpfProcessor processor, List<String> options, List<JavaFileObject> sources) {
        var said = new DiagnosticCollector<JavaFileObject>();
        var arguments = Stream.concat(Stream.of("-d", folder.toString()), options.stream())
                .toList();
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, said, arguments, null, sources);
        task.setProcessors(List.of(processor));
        task.call();
        return said.getDiagnostics();
    }

    List<Diagnostic<? extends JavaFileObject>> compile(String... namesAndTexts) {
        return compile(List.of(), namesAndTexts);
    }

    /** Returns the contents of a file. */
    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file that a build left. */
    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the files, sorted. */
    List<String> names() {
        return List.copyOf(files().keySet());
    }

    /** Returns the names and contents of the files. */
    Map<String, String> files() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString().replace('\\', '/'),
                            BuildFolder::hexadecimal,
                            (a, b) -> a,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hexadecimal(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
