package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process and those it started used of the processors, which does not depend on what else the machine does.
 *
 * @param milliseconds user and system time together
 */
record ProcessorTime(double milliseconds) {
    private static final int RUNS = 5;

    /** Fields 16 and 17 of {@code proc(5)}, counted behind the name in brackets: time of children that have ended, in ticks. */
    private static final int CHILDREN_USER = 13;

    private static final int TICKS_PER_SECOND = 100;

    /** The mean of a few runs of a command; what it prints is dropped. */
    static ProcessorTime mean(String... command) throws IOException, InterruptedException {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long before = ofChildren();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0)
                throw new IOException(String.join(" ", command) + ": exit code " + process.exitValue());
            all.add((ofChildren() - before) * 1e3 / TICKS_PER_SECOND);
        }
        return new ProcessorTime(all.stream().mapToDouble(x -> x).average().orElseThrow());
    }

    private static long ofChildren() throws IOException {
        String line = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
    }
}
