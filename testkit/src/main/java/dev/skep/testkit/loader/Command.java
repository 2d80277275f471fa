package dev.skep.testkit.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that ends in time or is ended, with all that it started. */
final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Command() {}

    /** What a process left behind. */
    record Ended(boolean inTime, int exit, String out, String err) {}

    /** Runs a command and returns what it printed; a failure is the reason why a loader cannot be had. */
    static String succeed(List<String> command) throws LoaderUnavailable {
        Ended ended = run(command, LIMIT);
        String name = Path.of(command.get(0)).getFileName().toString();
        if (!ended.inTime()) {
            throw new LoaderUnavailable(name + " runs for more than " + LIMIT.toMinutes() + " minutes");
        }
        if (ended.exit() != 0) {
            throw new LoaderUnavailable(name + ": " + reason(ended));
        }
        return ended.out();
    }

    static Ended run(List<String> command, Duration limit) throws LoaderUnavailable {
        try {
            Path folder = Files.createTempDirectory("skep-loader");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().put("LC_ALL", "C.UTF-8");
                Process process = builder.start();
                boolean inTime = await(process, limit);
                return new Ended(inTime, inTime ? process.exitValue() : -1, text(out), text(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new LoaderUnavailable("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private static boolean await(Process process, Duration limit) throws LoaderUnavailable {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoaderUnavailable("interrupted while waiting for a process", e);
        } finally {
            List<ProcessHandle> children = process.descendants().collect(Collectors.toList());
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Compilers name the first error as such. */
    private static String reason(Ended ended) {
        List<String> lines = (ended.err() + ended.out())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toList());
        return lines.stream()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse(lines.isEmpty() ? "exit code " + ended.exit() : lines.get(lines.size() - 1));
    }
}
