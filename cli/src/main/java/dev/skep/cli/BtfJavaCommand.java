package dev.skep.cli;

import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfWriter;
import dev.skep.processor.bindings.BoundConstants;
import dev.skep.processor.bindings.Catalogue;
import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.bindings.TracepointFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep btf java}: classes for structs of the kernel, to be kept with a program's sources. */
@Command(
        name = "java",
        description =
                "Writes Java classes for structs, unions and enums of the kernel and for those that their members lead to.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class BtfJavaCommand implements Callable<Integer> {
    private static final int FORMAT_LIMIT = 1 << 20;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|OBJ.o",
            description =
                    "BTF, an ELF file with a section of it, an image of a kernel or a BTFHub archive, packed or not; - is"
                            + " standard input. Without it, the types that come with Skep.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "The types that these go on from; of what is in /sys/kernel/btf, the kernel's without it.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--types", split = ",", paramLabel = "NAME", description = "The structs, unions and enums.")
    private List<String> names = List.of();

    @Option(
            names = "--members",
            split = ",",
            paramLabel = "NAME",
            description = "The members of structs and constants of enums that are wanted; without it, all.")
    private Set<String> members = Set.of();

    @Option(
            names = "--tracepoint",
            split = ",",
            paramLabel = "FORMAT",
            description = "Tracepoints whose records are wanted, by their files below /sys/kernel/tracing/events.")
    private List<String> formats = List.of();

    @Option(
            names = "--constants",
            split = ",",
            paramLabel = "NAME",
            description = "Constants of enums without a name, for the class KernelConstants.")
    private List<String> constants = List.of();

    @Option(names = "--package", paramLabel = "NAME", description = "The package of the classes; without it, none.")
    private String packageName = "";

    @Option(names = "-d", paramLabel = "DIR", description = "The folder of sources to write to; without it, this one.")
    private String folder = ".";

    BtfJavaCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName))
            throw new ParameterException(spec.commandLine(), "--package " + packageName + " is no name of a package");
        if (names.isEmpty() && constants.isEmpty() && formats.isEmpty())
            throw new ParameterException(spec.commandLine(), "Missing required option: '--types=NAME'");
        var place = Path.of(folder).resolve(packageName.replace('.', '/'));
        var outputs = new Outputs(streams, spec, "", place, ".java");
        for (var binding : bindings())
            outputs.add(binding.name(), binding.text().getBytes(StandardCharsets.UTF_8));
        outputs.write();
        return ExitCode.OK;
    }

    private List<KernelBindings.Binding> bindings() throws IOException {
        Predicate<String> wanted = members.isEmpty() ? name -> true : members::contains;
        try {
            var types = types();
            List<String> structs = new ArrayList<>(names);
            for (String format : formats) {
                structs.add(struct(format, types));
            }
            List<KernelBindings.Binding> all = new ArrayList<>(KernelBindings.of(types, packageName, structs, wanted));
            if (!constants.isEmpty()) {
                all.add(BoundConstants.of(types, packageName, constants, Modifier.PUBLIC));
            }
            return all;
        } catch (IllegalArgumentException | BtfFormatException e) {
            throw new InputException(file.map(name -> name + ": ").orElse("") + e.getMessage());
        }
    }

    private String struct(String format, Kernels types) throws IOException {
        try {
            String text = new String(streams.read(format, FORMAT_LIMIT), StandardCharsets.UTF_8);
            return TracepointFormat.parse(text).struct(types);
        } catch (InputException | IllegalArgumentException e) {
            throw new InputException(format + ": " + e.getMessage());
        }
    }

    private Kernels types() throws IOException {
        if (file.isEmpty()) return Catalogue.types();
        var input = BtfInput.read(streams, file.get(), base);
        return Kernels.of(BtfIndex.of(
                ByteBuffer.wrap(BtfWriter.of(input.graph(), input.order()).btf())));
    }
}
