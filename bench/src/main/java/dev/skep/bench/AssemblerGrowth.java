package dev.skep.bench;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.SourceText;
import dev.skep.object.text.ObjectAssembler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a line costs the assembler in texts of very different lengths, warm, by the processor time of its thread. */
final class AssemblerGrowth {
    private static final int[] LENGTHS = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final int LINES_TO_READ = 30_000_000;
    private static final int FEWEST_RUNS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AssemblerGrowth() {}

    /** Prints a row for each length; {@code theirs} is what a line costs llvm-mc, in nanoseconds. */
    static void print(double theirs) {
        nanosecondsPerLine(1_000_000);
        for (int lines : LENGTHS) {
            double ours = nanosecondsPerLine(lines);
            System.out.printf(
                    Locale.ROOT,
                    "assemble %,d lines warm: %.0f ns of the processor for a line, %.1f times llvm-mc's rate%n",
                    lines,
                    ours,
                    theirs / ours);
        }
    }

    /** The least of some runs: what others do on the machine only adds to it. */
    private static double nanosecondsPerLine(int lines) {
        byte[] text = Texts.ofLines(lines).getBytes(StandardCharsets.UTF_8);
        long least = Long.MAX_VALUE;
        for (int run = 0; run < Math.max(FEWEST_RUNS, LINES_TO_READ / lines); run++) {
            long start = THREADS.getCurrentThreadCpuTime();
            byte[] object = ObjectAssembler.assemble(SourceText.of("generated.s", text), AssemblyOptions.DEFAULT);
            long spent = THREADS.getCurrentThreadCpuTime() - start;
            if (object.length < lines) throw new IllegalStateException("an object of " + object.length + " bytes");
            least = Math.min(least, spent);
        }
        return (double) least / lines;
    }
}
