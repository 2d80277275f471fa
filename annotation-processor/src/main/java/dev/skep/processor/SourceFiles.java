package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.NOT_WRITTEN;

import dev.skep.processor.source.MessageText;
import java.io.IOException;
import java.util.List;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Sources that javac compiles with the others; one that cannot be written is told at the first class that it is made for. */
final class SourceFiles {
    private final ProcessingEnvironment environment;

    SourceFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Writes the source of a class. */
    void write(String packageName, String name, String text, List<TypeElement> origins) {
        var qualified = packageName.isEmpty() ? name : packageName + "." + name;
        try {
            var file = environment.getFiler().createSourceFile(qualified, origins.toArray(Element[]::new));
            try (var out = file.openWriter()) {
                out.write(text);
            }
        } catch (FilerException taken) {
            refuse(
                    origins.get(0),
                    MessageText.of(NOT_WRITTEN, "there is a class `" + name + "` already", "rename one of them"));
        } catch (IOException e) {
            refuse(
                    origins.get(0),
                    MessageText.of(NOT_WRITTEN, "`" + name + "` could not be written: " + e.getMessage()));
        }
    }

    private void refuse(TypeElement type, String message) {
        environment.getMessager().printMessage(Diagnostic.Kind.ERROR, message, type);
    }
}
