package dev.skep.testkit.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The programs of Debian that fetch and unpack, run to their end. */
final class Tool {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private Tool() {}

    /** Runs a program in a folder and returns what it printed; what it complains about is the reason of a failure. */
    static String run(Path folder, List<String> command) throws IOException, PackageUnavailable {
        return runPipe(folder, List.of(command));
    }

    /** As {@link #run}, for programs of which each reads what the one before it prints. */
    static String runPipe(Path folder, List<List<String>> pipe) throws IOException, PackageUnavailable {
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        try {
            run(folder, pipe, out, err);
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static void run(Path folder, List<List<String>> pipe, Path out, Path err)
            throws IOException, PackageUnavailable {
        List<ProcessBuilder> builders = pipe.stream()
                .map(command -> new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile())))
                .collect(Collectors.toList());
        builders.forEach(builder -> builder.environment().put("LC_ALL", "C.UTF-8"));
        builders.get(builders.size() - 1).redirectOutput(out.toFile());
        List<Process> processes = start(builders);
        try {
            for (int i = 0; i < processes.size(); i++) {
                String name = pipe.get(i).get(0);
                if (!processes.get(i).waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new PackageUnavailable(name + " runs for more than " + LIMIT.toMinutes() + " minutes");
                }
                if (processes.get(i).exitValue() != 0) {
                    throw new PackageUnavailable(name + ": " + reason(err));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackageUnavailable("interrupted while fetching packages", e);
        } finally {
            processes.forEach(Tool::end);
        }
    }

    private static List<Process> start(List<ProcessBuilder> builders) throws PackageUnavailable {
        try {
            return ProcessBuilder.startPipeline(builders);
        } catch (IOException e) {
            throw new PackageUnavailable(
                    "no " + builders.get(0).command().get(0) + " on this machine: " + e.getMessage(), e);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The first error, else the first warning, else whatever was said. */
    private static String reason(Path err) throws IOException {
        List<String> lines = new String(Files.readAllBytes(err), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toList());
        for (String kind : List.of("E: ", "W: ", "")) {
            for (String line : lines) {
                if (line.startsWith(kind) && !line.isBlank()) {
                    return line.substring(kind.length()).strip();
                }
            }
        }
        return "failed and said nothing";
    }
}
