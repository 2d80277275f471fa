package dev.skep.testkit.loader;

import dev.skep.testkit.Kernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Drivers on this machine. Each object has a process, and if its loader asks the kernel also network and mount namespaces
 * with a BPF file system, that end with its verdict; so no pin, device, attachment or process stays behind.
 */
public final class HostRun {
    private static final Duration SLACK = Duration.ofSeconds(10);

    private HostRun() {}

    /** Judges objects; the results come in their order, one for each. */
    public static List<JudgedObject> judge(Driver driver, Request request, List<Path> objects) {
        if (request.attaches()) {
            throw new IllegalArgumentException("programs are attached in guests, not on this machine");
        }
        return run(driver, request, objects);
    }

    /** As {@link #judge}, without asking what the request is. */
    static List<JudgedObject> run(Driver driver, Request request, List<Path> objects) {
        List<String> paths = objects.stream()
                .map(object -> object.toAbsolutePath().toString())
                .collect(Collectors.toList());
        Optional<String> unavailable = driver.loader().needsKernel() ? Kernel.unavailable() : Optional.empty();
        if (unavailable.isPresent()) {
            Verdict verdict = new Verdict.NotApplicable(unavailable.get());
            return paths.stream().map(path -> JudgedObject.whole(path, verdict)).collect(Collectors.toList());
        }
        Duration limit = request.limit().multipliedBy(objects.size()).plus(SLACK);
        try {
            Command.Ended ended = Command.run(driver.command(request, paths), limit);
            return DriverOutput.parse(ended.out()).about(paths, new Verdict.Refused(why(ended, limit), ""));
        } catch (LoaderUnavailable e) {
            return new DriverOutput(List.of()).about(paths, new Verdict.Refused(e.reason(), ""));
        }
    }

    private static String why(Command.Ended ended, Duration limit) {
        return !ended.inTime()
                ? "no verdict: the driver was stopped after " + limit.toSeconds() + " s"
                : "no verdict: " + DecisiveLine.of("the driver ended with exit code " + ended.exit(), ended.err());
    }
}
