package dev.skep.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A tool that Skep did not write, run as a process. */
public final class Judge {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private final Path tool;

    private Judge(Path tool) {
        this.tool = tool;
    }

    /** The tool of this name on the search path, where there is one. */
    public static Optional<Judge> find(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path tool = Path.of(folder, name);
            if (Files.isExecutable(tool) && !Files.isDirectory(tool)) {
                return Optional.of(new Judge(tool));
            }
        }
        return Optional.empty();
    }

    /** The tool in this file. */
    public static Judge at(Path tool) {
        return new Judge(tool);
    }

    /** The tool of this name; without it the test is skipped with the reason, and fails where {@code CI=true}. */
    public static Judge require(String name) {
        return find(name).orElseThrow(() -> Missing.judge("no " + name + " on this machine"));
    }

    /** Runs the tool with these arguments and nothing on standard input. */
    public Output run(String... arguments) {
        return run(List.of(arguments), new byte[0]);
    }

    /** Runs the tool with these arguments and {@code input}, as UTF-8, on standard input. */
    public Output run(List<String> arguments, String input) {
        return run(arguments, input.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs the tool with these arguments and {@code input} on standard input; five minutes are its limit. */
    public Output run(List<String> arguments, byte[] input) {
        List<String> command = new ArrayList<>();
        command.add(tool.toString());
        command.addAll(arguments);
        try {
            return run(command, input, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    private static Output run(List<String> command, byte[] input, Process process) {
        Executor threads = task -> new Thread(task, "judge").start(); // each blocks: a bounded pool could starve one
        var out = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), threads);
        var err = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), threads);
        var in = CompletableFuture.runAsync(() -> writeAll(process.getOutputStream(), input), threads);
        try {
            if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(String.join(" ", command) + " runs for more than " + TIME_LIMIT);
            }
            in.join();
            return new Output(command, process.exitValue(), out.join(), new String(err.join(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] readAll(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tool may end without reading all of its input: its exit code and what it says tell the story then. */
    private static void writeAll(OutputStream stream, byte[] input) {
        try (stream) {
            stream.write(input);
        } catch (IOException closedByTheTool) {
            return;
        }
    }
}
