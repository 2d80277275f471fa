package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process, run to its end.
 *
 * @param seconds how long it ran
 * @param kilobytes the most memory that it had at once
 */
record Timed(double seconds, long kilobytes) {
    private static final int RUNS = 3;

    /** The median of a few runs of a command; what it prints is dropped. */
    static Timed median(String... command) throws IOException, InterruptedException {
        List<Timed> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) runs.add(run(command));
        runs.sort(Comparator.comparing(Timed::seconds));
        return runs.get(RUNS / 2);
    }

    private static Timed run(String... command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long most = 0;
        while (process.isAlive()) {
            most = Math.max(most, memory(process.pid()));
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        if (process.exitValue() != 0)
            throw new IOException(String.join(" ", command) + ": exit code " + process.exitValue());
        return new Timed((System.nanoTime() - start) / 1e9, most);
    }

    /** The kernel's high-water mark of a process; 0 where it is gone or the system has none. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
