package dev.skep.cli;

import dev.skep.object.BpfObject;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.ObjectReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep inspect}: what is in an object. */
@Command(
        name = "inspect",
        description = "Lists the programs, functions, maps, globals and externs of BPF objects.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class InspectCommand implements Callable<Integer> {
    private static final int SIZE_LIMIT = 1 << 26;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "OBJ.o", description = "The object files; - is standard input.")
    private List<String> files = List.of();

    InspectCommand(StandardStreams streams) {
        this.streams = streams;
    }

    /** Goes on after a file that is no object, and tells so at the end. */
    @Override
    public Integer call() {
        int exit = ExitCode.OK;
        for (String file : files) {
            try {
                spec.commandLine().getOut().print(describe(file, streams.read(file, SIZE_LIMIT)));
                spec.commandLine().getOut().flush();
            } catch (ObjectFormatException | InputException | IOException e) {
                spec.commandLine().getErr().println("skep inspect: " + file + ": " + e.getMessage());
                exit = ExitCode.SOFTWARE;
            }
        }
        return exit;
    }

    private static String describe(String file, byte[] bytes) {
        BpfObject object = ObjectReader.read(bytes);
        return heading(file, bytes, object) + new ObjectListing(object).text();
    }

    private static String heading(String file, byte[] bytes, BpfObject object) {
        String order = object.order() == ByteOrder.LITTLE_ENDIAN ? "little endian" : "big endian";
        String types = object.btf().size() + " BTF types";
        return file + ": " + bytes.length + " bytes, " + order + ", license " + object.license() + ", " + types + "\n";
    }
}
