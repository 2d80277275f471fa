package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./judge}: what loaders and kernels say of objects. Its exit code is 1 if any of them refuses any. */
@Command(
        name = "judge",
        description = "Lets loaders and kernels that Skep did not write judge BPF objects.",
        footer = {
            "",
            "ok N   accepted; the verifier walked N instructions",
            "no     refused; why stands below the table, the whole log in a file",
            "n/a    this judge cannot say anything, for the reason below the table",
            "",
            "Kernels other than host are fetched as Debian packages, kept in ~/.cache/skep, and run in virtual machines.",
            "Exit code: 0 all accepted, 1 something was refused, 2 wrong usage."
        })
public final class JudgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation
    private boolean help;

    @Parameters(arity = "1..*", paramLabel = "OBJ.o", description = "The object files.")
    private List<Path> objects = List.of();

    @Option(
            names = "--kernels",
            split = ",",
            paramLabel = "KERNEL",
            description = "Of 5.10, 6.1, 6.12, newest, host; without it all.")
    private List<String> kernels =
            Arrays.stream(JudgeKernel.values()).map(JudgeKernel::label).toList();

    @Option(
            names = "--loaders",
            split = ",",
            paramLabel = "LOADER",
            description = "Of libbpf-1.1, libbpf, cilium, aya, gen-object, iproute2; without it all.")
    private List<String> loaders =
            Arrays.stream(Loader.values()).map(Loader::label).toList();

    @Option(names = "--attach", description = "Also attach what loads, in the virtual machines.")
    private boolean attach;

    @Option(names = "--run", paramLabel = "FILE", description = "Also run what loads on this packet or context.")
    private @Nullable Path input;

    @Option(names = "--logs", paramLabel = "DIR", description = "Where logs go; without it judge-logs.")
    private Path logs = Path.of("judge-logs");

    JudgeCommand() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Runs the command with these streams as the standard ones, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        return new CommandLine(new JudgeCommand()).setExecutionExceptionHandler(JudgeCommand::report);
    }

    /** What cannot be written is one line; anything else is a fault of ours, and shown with its trace. */
    private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof IOException) {
            command.getErr().println("judge: cannot write the logs: " + e);
        } else {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Matrix matrix = plan().judge(Drivers.ofUser());
        out.print(matrix.text());
        out.flush();
        int refused = new LogFiles(logs).write(matrix);
        if (refused > 0) {
            out.println("\nwhole logs: " + logs);
        }
        out.flush();
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private JudgePlan plan() {
        List<Path> files = objects.stream().map(this::existing).toList();
        Request request = Request.load();
        request = input == null ? request : request.running(existing(input));
        request = attach ? request.attaching() : request;
        SortedSet<JudgeKernel> places = chosen(kernels, JudgeKernel.values(), JudgeKernel::label, "kernel");
        if (attach && places.stream().allMatch(kernel -> kernel.guest().isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--attach is for virtual machines, and --kernels names none");
        }
        return new JudgePlan(files, places, chosen(loaders, Loader.values(), Loader::label, "loader"), request);
    }

    private Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file);
        }
        return file;
    }

    private <T extends Comparable<T>> SortedSet<T> chosen(
            List<String> words, T[] all, Function<T, String> label, String what) {
        SortedSet<T> chosen = new TreeSet<>();
        for (String word : words) {
            Optional<T> found = Arrays.stream(all)
                    .filter(one -> label.apply(one).equals(word))
                    .findFirst();
            chosen.add(found.orElseThrow(() -> new ParameterException(
                    spec.commandLine(),
                    "unknown " + what + " " + word + "; there are "
                            + Arrays.stream(all).map(label).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
