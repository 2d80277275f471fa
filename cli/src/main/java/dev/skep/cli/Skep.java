package dev.skep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
        System.exit(commandLine(streams, arguments).execute(arguments));
    }

    /** Runs the command with these streams as the standard ones, and returns its exit code. */
    static int run(StandardStreams streams, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(streams, arguments).setOut(out).setErr(err).execute(arguments);
    }

    /** A command line with the command that the arguments start with, or with all: to make one takes its time. */
    private static CommandLine commandLine(StandardStreams streams, String... arguments) {
        Map<String, Supplier<CommandLine>> commands = commands(streams);
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(Set.of(arguments[0]));
        }
        CommandLine skep = new CommandLine(new Skep());
        commands.forEach((name, command) -> skep.addSubcommand(name, command.get()));
        skep.setCaseInsensitiveEnumValuesAllowed(true);
        return skep.setExecutionExceptionHandler(Skep::report);
    }

    private static Map<String, Supplier<CommandLine>> commands(StandardStreams streams) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("build", () -> new CommandLine(new BuildCommand()));
        commands.put("asm", () -> new CommandLine(new AsmCommand(streams)));
        commands.put("disasm", () -> new CommandLine(new DisasmCommand(streams)));
        commands.put("inspect", () -> new CommandLine(new InspectCommand(streams)));
        commands.put("btf", () -> new CommandLine(new BtfCommand())
                .addSubcommand(new BtfDumpCommand(streams))
                .addSubcommand(new BtfExtractCommand(streams))
                .addSubcommand(new BtfJavaCommand(streams)));
        commands.put("link", () -> new CommandLine(new LinkCommand(streams)));
        return commands;
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
