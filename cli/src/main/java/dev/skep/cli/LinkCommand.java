package dev.skep.cli;

import dev.skep.object.link.LinkException;
import dev.skep.object.link.LinkInput;
import dev.skep.object.link.ObjectLinker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep link}: several objects into one. */
@Command(
        name = "link",
        description = "Links objects into one: what one declares extern another one defines.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class LinkCommand implements Callable<Integer> {
    private static final int SIZE_LIMIT = 1 << 28;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "OBJ.o", description = "The objects; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "-o",
            required = true,
            paramLabel = "OUT.o",
            description = "Where the linked object goes; - is standard output.")
    private String output = "";

    LinkCommand(StandardStreams streams) {
        this.streams = streams;
    }

    /** Says all that is wrong with the inputs, and writes nothing then. */
    @Override
    public Integer call() throws IOException {
        List<LinkInput> inputs = new ArrayList<>();
        boolean wrong = false;
        for (String file : files) {
            try {
                inputs.add(LinkInput.of(file, streams.read(file, SIZE_LIMIT)));
            } catch (InputException | IOException e) {
                spec.commandLine().getErr().println("skep link: " + file + ": " + e.getMessage());
                wrong = true;
            }
        }
        if (wrong) {
            return ExitCode.SOFTWARE;
        }
        try {
            var outputs = new Outputs(streams, spec, output, Path.of(""), ".o");
            outputs.add(output, ObjectLinker.link(inputs));
            outputs.write();
            return ExitCode.OK;
        } catch (LinkException e) {
            e.problems().forEach(problem -> spec.commandLine().getErr().println("skep link: " + problem));
            return ExitCode.SOFTWARE;
        }
    }
}
