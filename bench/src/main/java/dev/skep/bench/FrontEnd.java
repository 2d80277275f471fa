package dev.skep.bench;

import dev.skep.compiler.GeneratedCode;
import dev.skep.compiler.StageListener;
import dev.skep.ir.Unit;
import dev.skep.processor.BpfProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac with the processor in this process: whole, and as the way to the IR that the compiler is given. */
final class FrontEnd implements StageListener {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    private static final String GIVEN = "ir";

    private final List<Unit> units = new ArrayList<>();

    private FrontEnd() {}

    /** Returns what the compiler is given for a source. */
    static Unit unit(Path source, Path output) throws IOException {
        var frontEnd = new FrontEnd();
        run(source, output, new BpfProcessor(frontEnd));
        return frontEnd.units.get(0);
    }

    /** Compiles a source to its classes and its object. */
    static void compile(Path source, Path output) throws IOException {
        run(source, output, new BpfProcessor());
    }

    private static void run(Path source, Path output, BpfProcessor processor) throws IOException {
        try (StandardJavaFileManager files = JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var said = new StringWriter();
            List<String> options = List.of(
                    "-d",
                    output.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-Askep.targetKernel=6.12");
            var task = JAVAC.getTask(said, files, null, options, null, files.getJavaFileObjects(source));
            task.setProcessors(List.of(processor));
            if (!task.call()) throw new IOException(said.toString());
        }
    }

    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        if (pass.equals(GIVEN)) units.add(unit);
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        // only the beginning is wanted
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        // only the beginning is wanted
    }

    @Override
    public void generated(GeneratedCode code) {
        // only the beginning is wanted
    }
}
