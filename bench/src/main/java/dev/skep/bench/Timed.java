package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A process, run to its end.
 *
 * @param seconds how long it ran
 * @param processor seconds that processors worked for it, which others on the machine change less
 * @param kilobytes the most memory that it had at once
 */
record Timed(double seconds, double processor, long kilobytes) {
    private static final int RUNS = 3;

    /** The clock of {@code /proc}: a hundredth of a second, whatever the kernel has. */
    private static final double TICK = 1e-2;

    /** Fields of {@code /proc/self/stat}, behind the name: what children used that have ended, for themselves and in the kernel. */
    private static final int CHILDREN = 13;

    /** The medians of a few runs of a command; what it prints is dropped. */
    static Timed median(String... command) throws IOException, InterruptedException {
        List<Timed> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) runs.add(run(command));
        return new Timed(
                median(runs, Timed::seconds), median(runs, Timed::processor), (long) median(runs, Timed::kilobytes));
    }

    private static double median(List<Timed> runs, ToDoubleFunction<Timed> field) {
        return runs.stream().mapToDouble(field).sorted().toArray()[RUNS / 2];
    }

    private static Timed run(String... command) throws IOException, InterruptedException {
        double before = children();
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
        return new Timed((System.nanoTime() - start) / 1e9, children() - before, most);
    }

    /** What all processes used that this one has started and seen end; 0 where the system does not say. */
    private static double children() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return TICK * (Long.parseLong(fields[CHILDREN]) + Long.parseLong(fields[CHILDREN + 1]));
        } catch (IOException unknown) {
            return 0;
        }
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
