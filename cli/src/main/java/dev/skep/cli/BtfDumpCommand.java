package dev.skep.cli;

import dev.skep.btf.BtfCPrinter;
import dev.skep.btf.BtfJsonPrinter;
import dev.skep.btf.BtfPrinter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skep btf dump}: types as text. */
@Command(
        name = "dump",
        description = "Prints the types of an object or of a file with BTF, as bpftool btf dump does.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class BtfDumpCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BtfSource source = new BtfSource();

    @Option(
            names = "--format",
            paramLabel = "c|raw|json",
            description = "As C, as a list of types, or as JSON; without it, raw.")
    private Format format = Format.RAW;

    /** How types are written. */
    enum Format {
        /** A header of C. */
        C,
        /** One line a type. */
        RAW,
        /** One object. */
        JSON
    }

    BtfDumpCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var input = source.read(streams);
        spec.commandLine().getOut().print(text(input));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** Not all types that can be written down are types of C, and not all have a text that fits. */
    private String text(BtfInput input) {
        try {
            return switch (format) {
                case C -> BtfCPrinter.print(input.graph());
                case RAW -> BtfPrinter.printFrom(input.graph(), input.first());
                case JSON -> BtfJsonPrinter.printFrom(input.graph(), input.first());
            };
        } catch (IllegalArgumentException e) {
            throw new InputException(source.file() + ": " + e.getMessage());
        }
    }
}
