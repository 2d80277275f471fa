package dev.skep.processor;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.MessageText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** What lies in {@code META-INF/bpf} of the class output, each whole or not at all. */
final class ObjectFiles {
    private final ProcessingEnvironment environment;

    ObjectFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Returns where the object of a class lies, alone or with others. */
    static String path(ProcessingEnvironment environment, TypeElement type) {
        return path(name(environment, type));
    }

    /** Returns where an object lies. */
    static String path(String object) {
        return "META-INF/bpf/" + object + ".bpf.o";
    }

    /** Returns what the object of a class is called. */
    static String name(ProcessingEnvironment environment, TypeElement type) {
        var named = type.getAnnotation(Bpf.class).object();
        return named.isEmpty()
                ? environment.getElementUtils().getBinaryName(type).toString()
                : named;
    }

    /** Writes a file that is made of classes, and returns whether that worked; if not, it has said so. */
    boolean write(String path, byte[] content, List<TypeElement> types) {
        try {
            var origin = types.toArray(TypeElement[]::new);
            write(environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path, origin), content);
            return true;
        } catch (IOException e) {
            var text = MessageText.of(
                    DiagnosticCode.NOT_WRITTEN, "`" + path + "` could not be written: " + e.getMessage());
            environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text, types.get(0));
            return false;
        }
    }

    /** Writes a text that is made of classes. */
    boolean writeText(String path, String text, List<TypeElement> types) {
        return write(path, text.getBytes(StandardCharsets.UTF_8), types);
    }

    /** Returns a text from the class output. */
    Optional<String> readOutput(String path) {
        return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns whether the class output has a file. */
    boolean isInOutput(String path) {
        return bytes(path).isPresent();
    }

    private Optional<byte[]> bytes(String path) {
        try (var input = environment
                .getFiler()
                .getResource(StandardLocation.CLASS_OUTPUT, "", path)
                .openInputStream()) {
            return Optional.of(input.readAllBytes());
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Removes what an earlier build made; it is no longer what the source says. */
    void removeOld(String path) {
        try {
            delete(environment.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", path));
        } catch (IOException none) {
            // an output that cannot be read holds nothing from before
        }
    }

    private static void write(FileObject file, byte[] object) throws IOException {
        try (var output = file.openOutputStream()) {
            output.write(object);
        } catch (IOException e) {
            delete(file);
            throw e;
        }
    }

    /** A filer does not delete: that is left to those who know the file itself. */
    private static void delete(FileObject file) throws IOException {
        try {
            Files.deleteIfExists(Path.of(file.toUri()));
        } catch (IllegalArgumentException | FileSystemNotFoundException notOnDisk) {
            // kept elsewhere, in memory for instance, for this build alone
        }
    }
}
