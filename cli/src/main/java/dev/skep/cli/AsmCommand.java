package dev.skep.cli;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyTextException;
import dev.skep.asm.text.Dialect;
import dev.skep.asm.text.SourceText;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.ObjectException;
import dev.skep.object.text.ObjectAssembler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep asm}: text to objects, or to bare code. */
@Command(
        name = "asm",
        description = "Assembles texts, each to an object NAME.o, or with --raw to its code NAME.bin.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class AsmCommand implements Callable<Integer> {
    private static final int SIZE_LIMIT = 1 << 29;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "IN.s", description = "The texts; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "-o", paramLabel = "OUT", description = "Where the one output goes; - is standard output.")
    private Optional<String> output = Optional.empty();

    @Option(names = "-d", paramLabel = "DIR", description = "Where the outputs go; without it, the current folder.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--raw", description = "Write the code alone, without a file around it.")
    private boolean raw;

    @Option(names = "--endian", paramLabel = "little|big", description = "The byte order; without it, little.")
    private Endian endian = Endian.LITTLE;

    @Option(names = "--mcpu", paramLabel = "v1..v4", description = "The level of the instruction set; without it, v4.")
    private Optional<String> level = Optional.empty();

    @Option(
            names = "--target-kernel",
            paramLabel = "VERSION",
            description = "The oldest kernel that must accept the code, like 5.10; without it, any.")
    private Optional<String> kernel = Optional.empty();

    @Option(
            names = "--dialect",
            paramLabel = "llvm|gnu|ubpf",
            description = "How the instructions are written; without it, the first one tells.")
    private Optional<Dialect> dialect = Optional.empty();

    @Option(names = "--relax", description = "Make jumps long that do not reach, with gotol.")
    private boolean relax;

    AsmCommand(StandardStreams streams) {
        this.streams = streams;
    }

    /** Goes on after a text with mistakes, and writes nothing then. */
    @Override
    public Integer call() throws IOException {
        if (output.isPresent() && (folder.isPresent() || files.size() > 1)) {
            throw new ParameterException(spec.commandLine(), "-o is for one input, without -d");
        }
        AssemblyOptions options = options();
        var outputs = new Outputs(streams, spec, output.orElse(""), folder.orElse(Path.of("")), raw ? ".bin" : ".o");
        boolean wrong = false;
        for (String file : files) {
            wrong |= !assemble(file, options, outputs);
        }
        if (wrong) {
            return ExitCode.SOFTWARE;
        }
        outputs.write();
        return ExitCode.OK;
    }

    private AssemblyOptions options() {
        AssemblyOptions options =
                AssemblyOptions.DEFAULT.withOrder(endian.order()).withTarget(target());
        if (relax) {
            options = options.withJumps(AssemblyOptions.Jumps.RELAXED);
        }
        return dialect.isPresent() ? options.withDialect(dialect.get()) : options;
    }

    private Target target() {
        try {
            Optional<IsaVersion> isa = level.map(name -> IsaVersion.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
            Optional<KernelVersion> version = kernel.map(KernelVersion::parse);
            if (version.isEmpty()) {
                return Target.of(isa.orElse(IsaVersion.V4));
            }
            return isa.isPresent() ? new Target(isa.get(), version.get()) : Target.of(version.get());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--mcpu is one of v1, v2, v3, v4, and --target-kernel a version like 5.10");
        }
    }

    private boolean assemble(String file, AssemblyOptions options, Outputs outputs) {
        try {
            SourceText text =
                    SourceText.of(file.equals(StandardStreams.NAME) ? "<stdin>" : file, streams.read(file, SIZE_LIMIT));
            outputs.add(file, raw ? ObjectAssembler.code(text, options) : ObjectAssembler.assemble(text, options));
            return true;
        } catch (AssemblyTextException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (ObjectException | IllegalArgumentException | InputException | IOException e) {
            spec.commandLine().getErr().println("skep asm: " + file + ": " + e.getMessage());
        }
        return false;
    }
}
