package dev.skep.processor;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.processor.source.MessageText;
import java.io.IOException;
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

    void write(TypeElement type, byte[] object) {
        var path = path(environment, type);
        try {
            var file = environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path, type);
            write(file, object);
        } catch (IOException e) {
            var text = MessageText.of(
                    DiagnosticCode.NOT_WRITTEN, "`" + path + "` could not be written: " + e.getMessage());
            environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text, type);
        }
    }

    private static void write(FileObject file, byte[] object) throws IOException {
        try (var output = file.openOutputStream()) {
            output.write(object);
        } catch (IOException e) {
            file.delete();
            throw e;
        }
    }
}
