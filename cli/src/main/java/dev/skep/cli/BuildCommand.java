package dev.skep.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep build}: javac with the processor, of which the objects are kept. */
@Command(
        name = "build",
        description =
                "Compiles Java sources and writes the object of each @Bpf class, named NAME.bpf.o after the class.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class BuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "SRC.java", description = "The sources, compiled together.")
    private List<Path> sources = List.of();

    @Option(names = "-d", paramLabel = "DIR", description = "Where the objects go; without it, the current folder.")
    private Path folder = Path.of("");

    @Option(
            names = {"--cp", "--class-path"},
            paramLabel = "PATH",
            description = "Where javac finds the classes that the sources use, beyond Skep's own.")
    private Optional<String> classPath = Optional.empty();

    @Override
    public Integer call() throws IOException {
        sources.forEach(BuildCommand::checkIsSource);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new InputException("this Java is a runtime without a compiler; run skep with a JDK");
        }
        try (ClassOutput output = ClassOutput.create()) {
            ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
            int result = javac.run(null, diagnostics, diagnostics, arguments(output.folder()));
            CommandLine command = spec.commandLine();
            command.getErr().print(diagnostics.toString(StandardCharsets.UTF_8));
            command.getErr().flush();
            if (result != 0) {
                return ExitCode.SOFTWARE;
            }
            List<Path> written = output.moveObjectsTo(folder);
            if (written.isEmpty()) {
                throw new InputException("none of the sources has a @Bpf class");
            }
            written.forEach(command.getOut()::println);
            return ExitCode.OK;
        }
    }

    /** javac would take anything else for an option, a class name or a list of arguments. */
    private static void checkIsSource(Path source) {
        if (!source.toString().endsWith(".java")) {
            throw new InputException(source + " is no .java file");
        }
        if (!Files.isRegularFile(source)) {
            throw new InputException("there is no file " + source);
        }
    }

    private String[] arguments(Path classOutput) {
        String skep = System.getProperty("java.class.path");
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-d", classOutput.toString()));
        arguments.addAll(List.of("-encoding", StandardCharsets.UTF_8.name()));
        arguments.addAll(List.of("-processorpath", skep));
        arguments.addAll(List.of(
                "-classpath",
                classPath.map(path -> path + File.pathSeparator + skep).orElse(skep)));
        sources.forEach(source -> arguments.add(source.toString()));
        return arguments.toArray(String[]::new);
    }
}
