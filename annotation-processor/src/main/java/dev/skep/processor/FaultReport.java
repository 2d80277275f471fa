package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.INTERNAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.CompilerFault;
import dev.skep.processor.source.MessageText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Says that we failed, at the method where that is known, and all that is needed to find out why. */
final class FaultReport {
    private static final SourceLine NOWHERE = new SourceLine("", 0, 0, "");

    private final ProcessingEnvironment environment;

    FaultReport(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Reports whatever was thrown while a class was compiled. */
    void print(TypeElement type, Throwable thrown) {
        var cause = thrown instanceof ClassFault fault ? fault.thrown() : thrown;
        var located =
                cause instanceof CompilerFault fault ? fault : new CompilerFault(NOWHERE, "`" + type + "`", cause);
        var message = "Skep failed at " + located.getMessage();
        var place = located.location().equals(NOWHERE)
                ? type.toString()
                : located.location().toString();
        var fix = "report this message, with the source of " + place + " or less of it, to the tracker of Skep\n"
                + circumstances() + "\n" + trace(cause);
        if (thrown instanceof ClassFault fault)
            fault.reporter()
                    .report(dev.skep.compiler.Diagnostic.of(INTERNAL, located.location(), message)
                            .withFix(fix));
        else
            environment.getMessager().printMessage(Diagnostic.Kind.ERROR, MessageText.of(INTERNAL, message, fix), type);
    }

    private static String trace(Throwable cause) {
        var trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private String circumstances() {
        return "skep " + version() + options(environment.getOptions()) + ", JDK " + Runtime.version() + " of "
                + System.getProperty("java.vendor") + ", " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch");
    }

    private static String options(Map<String, String> given) {
        return new TreeMap<>(given)
                .entrySet().stream()
                        .filter(option -> ProcessorOptions.names().contains(option.getKey()))
                        .map(option ->
                                " -A" + option.getKey() + (option.getValue() == null ? "" : "=" + option.getValue()))
                        .collect(Collectors.joining());
    }

    /** What the build wrote into the jar. */
    private static String version() {
        try (var text = FaultReport.class.getResourceAsStream("version.txt")) {
            return text == null ? "of an unknown version" : new String(text.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            return "of an unknown version";
        }
    }
}
