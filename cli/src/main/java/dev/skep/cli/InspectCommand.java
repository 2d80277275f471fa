package dev.skep.cli;

import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.object.BpfObject;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.ObjectReader;
import dev.skep.object.lint.LoaderLint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep inspect}: what is in an object, and what its chances are. */
@Command(
        name = "inspect",
        description =
                "Lists what is in BPF objects, the oldest kernel that has what they use, and the loaders that mind.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class InspectCommand implements Callable<Integer> {
    private static final int SIZE_LIMIT = 1 << 26;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "OBJ.o", description = "The object files; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "Write one JSON array with an element for each object.")
    private boolean json;

    InspectCommand(StandardStreams streams) {
        this.streams = streams;
    }

    /** Goes on after a file that is no object, and tells so at the end. */
    @Override
    public Integer call() {
        int exit = ExitCode.OK;
        List<Object> objects = new ArrayList<>();
        for (String file : files) {
            try {
                byte[] bytes = streams.read(file, SIZE_LIMIT);
                if (json) {
                    objects.add(json(file, bytes));
                } else {
                    describe(file, bytes);
                }
            } catch (ObjectFormatException | InputException | IOException e) {
                spec.commandLine().getErr().println("skep inspect: " + file + ": " + e.getMessage());
                exit = ExitCode.SOFTWARE;
            }
        }
        if (json) {
            spec.commandLine().getOut().print(Json.of(objects));
            spec.commandLine().getOut().flush();
        }
        return exit;
    }

    private static Object json(String file, byte[] bytes) {
        BpfObject object = ObjectReader.read(bytes);
        var links = ObjectLinks.of(elf(bytes));
        return new ObjectJson(file, bytes.length, object, links, LoaderLint.check(bytes)).value();
    }

    /** What is no object to us may be one to a loader, so its chances are told all the same. */
    private void describe(String file, byte[] bytes) {
        var links = ObjectLinks.of(elf(bytes));
        String chances = new ChancesListing(links, LoaderLint.check(bytes)).text();
        PrintWriter out = spec.commandLine().getOut();
        try {
            BpfObject object = ObjectReader.read(bytes);
            out.print(heading(file, bytes, object) + new ObjectListing(object).text() + chances);
        } catch (ObjectFormatException e) {
            out.print(file + ": " + bytes.length + " bytes\n" + chances);
            throw e;
        } finally {
            out.flush();
        }
    }

    private static ElfFile elf(byte[] bytes) {
        try {
            return ElfReader.read(bytes);
        } catch (ElfFormatException e) {
            throw new ObjectFormatException(e);
        }
    }

    private static String heading(String file, byte[] bytes, BpfObject object) {
        String order = object.order() == ByteOrder.LITTLE_ENDIAN ? "little endian" : "big endian";
        String types = object.btf().size() + " BTF types";
        return file + ": " + bytes.length + " bytes, " + order + ", license " + object.license() + ", " + types + "\n";
    }
}
