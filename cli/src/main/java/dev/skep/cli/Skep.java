package dev.skep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

/** The command {@code skep}. Its exit code is 0 for success, 1 for an input that is wrong and 2 for a usage that is. */
@Command(
        name = "skep",
        description = "Java in, eBPF objects out.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
public final class Skep {
    private Skep() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var streams = new StandardStreams(System.in, new FileOutputStream(FileDescriptor.out));
        System.exit(commandLine(streams).execute(arguments));
    }

    /** Runs the command with these streams as the standard ones, and returns its exit code. */
    static int run(StandardStreams streams, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(streams).setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine(StandardStreams streams) {
        CommandLine skep = new CommandLine(new Skep());
        skep.addSubcommand(new BuildCommand());
        skep.addSubcommand(new AsmCommand(streams));
        skep.addSubcommand(new DisasmCommand(streams));
        skep.addSubcommand(new InspectCommand(streams));
        CommandLine btf = new CommandLine(new BtfCommand());
        btf.addSubcommand(new BtfDumpCommand(streams));
        btf.addSubcommand(new BtfExtractCommand(streams));
        skep.addSubcommand(btf);
        skep.addSubcommand(new LinkCommand(streams));
        skep.setCaseInsensitiveEnumValuesAllowed(true);
        return skep.setExecutionExceptionHandler(Skep::report);
    }

    /** A wrong input is one line; anything else is a fault of ours, and shown with its trace. */
    private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof InputException || e instanceof IOException) {
            err.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        } else {
            e.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }

    /** The line that {@code --version} prints, made by the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            try (InputStream line = Skep.class.getResourceAsStream("version.txt")) {
                byte[] text = Objects.requireNonNull(line, "version.txt").readAllBytes();
                return new String[] {new String(text, StandardCharsets.UTF_8).strip()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
