package dev.skep.cli;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.report.Dump;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Machine;
import dev.skep.processor.BpfProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    private static final List<String> LEVELS = List.of("v1", "v2", "v3", "v4");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "SRC.java", description = "The sources, compiled together.")
    private List<Path> sources = List.of();

    @Option(names = "-d", paramLabel = "DIR", description = "Where the objects go; without it, the current folder.")
    private Path folder = Path.of("");

    @Option(
            names = {"--cp", "--class-path"},
            paramLabel = "PATH",
            description = "Where javac finds the classes that the sources use, beyond Skep's own.")
    private Optional<String> classPath = Optional.empty();

    @Option(
            names = "--target-kernel",
            paramLabel = "VERSION",
            description = "The oldest kernel that must accept the objects, like 6.1; without it, what @Bpf says.")
    private Optional<String> kernel = Optional.empty();

    @Option(
            names = "--mcpu",
            paramLabel = "v1..v4",
            description = "The level of the instruction set; without it, the newest that the kernel has.")
    private Optional<String> level = Optional.empty();

    @Option(
            names = "--btf",
            paramLabel = "FILE",
            description =
                    "The types of the kernel that @KernelTypes reads: BTF, an ELF file, an image of a kernel or a BTFHub"
                            + " archive; without it, those that come with Skep.")
    private Optional<String> types = Optional.empty();

    @Option(
            names = "--btf-base",
            paramLabel = "FILE",
            description = "The types of the kernel that those of a module go on from.")
    private Optional<String> typesBelow = Optional.empty();

    @Option(
            names = "--machine",
            paramLabel = "x86_64|aarch64",
            description = "Whose registers programs at probes read; without it, x86_64's.")
    private Optional<String> machine = Optional.empty();

    @Option(names = "--no-opt", description = "Leave out all passes that only make programs better.")
    private boolean plain;

    @Option(
            names = "--dump",
            split = ",",
            paramLabel = "PASS[:FUNCTION]",
            description =
                    "List the functions, or the one, after a pass; also as machine code (machine, registers) and as final"
                            + " code with source lines (code). list names the passes.")
    private List<String> dumps = List.of();

    @Option(
            names = "--stats",
            description =
                    "Print slots after each pass, and of each function the registers, spills and owners of the stack.")
    private boolean statistics;

    @Override
    public Integer call() throws IOException {
        if (dumps.equals(List.of("list"))) {
            Compiler.stages().forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        checkOptions();
        sources.forEach(BuildCommand::checkIsSource);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new InputException("this Java is a runtime without a compiler; run skep with a JDK");
        }
        try (ClassOutput output = ClassOutput.create()) {
            StringWriter diagnostics = new StringWriter();
            boolean compiled = compile(javac, output.folder(), diagnostics);
            CommandLine command = spec.commandLine();
            command.getErr().print(diagnostics);
            command.getErr().flush();
            if (!compiled) {
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

    /** Mistakes in options are told before javac starts. */
    private void checkOptions() {
        if (sources.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'SRC.java'");
        }
        try {
            dumps.forEach(Dump::parse);
            kernel.ifPresent(KernelVersion::parse);
            level.ifPresent(BuildCommand::checkIsLevel);
            machine.ifPresent(BuildCommand::checkIsMachine);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static void checkIsLevel(String level) {
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException("--mcpu is one of " + String.join(", ", LEVELS));
        }
    }

    private static void checkIsMachine(String machine) {
        List<String> known = Arrays.stream(Machine.values()).map(Machine::word).collect(Collectors.toList());
        if (!known.contains(machine)) {
            throw new IllegalArgumentException("--machine is one of " + String.join(", ", known));
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

    /** Runs javac with the processor of this process, which hands over what was asked for. */
    private boolean compile(JavaCompiler javac, Path classOutput, Writer diagnostics) throws IOException {
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    diagnostics, files, null, arguments(classOutput), null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new BpfProcessor(this::print)));
            return task.call();
        }
    }

    private void print(String report) {
        spec.commandLine().getOut().print(report);
        spec.commandLine().getOut().flush();
    }

    private List<String> arguments(Path classOutput) {
        String skep = System.getProperty("java.class.path");
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-d", classOutput.toString()));
        arguments.addAll(List.of("-encoding", StandardCharsets.UTF_8.name()));
        arguments.addAll(List.of(
                "-classpath",
                classPath.map(path -> path + File.pathSeparator + skep).orElse(skep)));
        kernel.ifPresent(version -> arguments.add("-Askep.targetKernel=" + version));
        level.ifPresent(name -> arguments.add("-Askep.mcpu=" + name));
        types.ifPresent(name -> arguments.add("-Askep.btf=" + name));
        typesBelow.ifPresent(name -> arguments.add("-Askep.btfBase=" + name));
        machine.ifPresent(name -> arguments.add("-Askep.machine=" + name));
        if (plain) {
            arguments.add("-Askep.optimize=false");
        }
        if (!dumps.isEmpty()) {
            arguments.add("-Askep.dump=" + String.join(",", dumps));
        }
        if (statistics) {
            arguments.add("-Askep.stats");
        }
        return arguments;
    }
}
