package dev.skep.processor;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.processor.source.MessageText;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Objects in the class output, whole or not at all. */
final class ObjectFiles {
    private final ProcessingEnvironment environment;

    ObjectFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Returns where the object of a class lies. */
    static String path(ProcessingEnvironment environment, TypeElement type) {
        return "META-INF/bpf/" + environment.getElementUtils().getBinaryName(type) + ".bpf.o";
    }

    /** Writes the object of a class, and returns whether that worked; if not, it has said so. */
    boolean write(TypeElement type, byte[] object) {
        var path = path(environment, type);
        try {
            var file = environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path, type);
            write(file, object);
            return true;
        } catch (IOException e) {
            var text = MessageText.of(
                    DiagnosticCode.NOT_WRITTEN, "`" + path + "` could not be written: " + e.getMessage());
            environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text, type);
            return false;
        }
    }

    /** Removes the object that an earlier build made from a class; it is no longer what the source says. */
    void removeOld(TypeElement type) {
        try {
            delete(environment.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", path(environment, type)));
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
