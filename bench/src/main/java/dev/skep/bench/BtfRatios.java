package dev.skep.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The types of the running kernel beside libbpf, in this process, and beside bpftool, as a process. All numbers come from one run. */
public final class BtfRatios {
    private BtfRatios() {}

    /** Prints the table; the argument is the command {@code skep}. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        String skep = arguments[0];
        String vmlinux = "/sys/kernel/btf/vmlinux";
        Map<String, Double> warm = warm();
        Timed ours = Timed.median(skep, "btf", "dump", "--format", "c", vmlinux);
        Timed theirs = Timed.median("bpftool", "btf", "dump", "file", vmlinux, "format", "c");
        double libbpf = warm.getOrDefault("libbpfIndexOfFile", Double.NaN);
        warm.forEach((what, time) ->
                System.out.printf(Locale.ROOT, "%s: %.2f ms warm, %.2f of btf__parse%n", what, time, time / libbpf));
        System.out.printf(
                Locale.ROOT,
                "header, cold: %.3f s, bpftool %.3f s; memory %d MB, bpftool %d MB%n",
                ours.seconds(),
                theirs.seconds(),
                ours.kilobytes() >> 10,
                theirs.kilobytes() >> 10);
    }

    private static Map<String, Double> warm() throws RunnerException {
        Map<String, Double> times = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(BtfBenchmark.class.getName())
                        .build())
                .run()) {
            times.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        return times;
    }
}
