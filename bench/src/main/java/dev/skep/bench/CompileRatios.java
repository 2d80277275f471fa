package dev.skep.bench;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.kernel.KernelVersion;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Compiling beside clang-19: each program warm beside a process, all of them in one cold process, and programs of growing size. All times are
 * those of processors: a machine with other work to do changes them little.
 */
public final class CompileRatios {
    private static final Options OPTIONS = new Options(new KernelVersion(6, 12), ByteOrder.LITTLE_ENDIAN);
    private static final List<Integer> SIZES = List.of(1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000);
    private static final int RUNS = 5;
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;

    private final StringBuilder text = new StringBuilder();

    private CompileRatios() {}

    /** Prints the tables and keeps them; the arguments are the command {@code compare} and the folder of this module. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path bench = Path.of(arguments[1]).toAbsolutePath();
        var ratios = new CompileRatios();
        ratios.print("bench/compile, %s, milliseconds of processor time%n%n", LocalDate.now(ZoneOffset.UTC));
        ratios.programs(ProgramCompileTimes.of(
                bench.resolve("..").normalize(), Path.of(arguments[0]), bench.resolve("target/compare")));
        ratios.growth();
        Files.writeString(bench.resolve("compile.txt"), ratios.text);
    }

    private void programs(ProgramCompileTimes times) {
        print("%-16s %12s %10s %8s%n", "program", "IR to object", "clang-19", "ratio");
        for (int i = 0; i < times.names().size(); i++) {
            double ours = times.warm().get(i);
            double theirs = times.clang().get(i);
            print(
                    "%-16s %12.3f %10.1f %8s%n",
                    times.names().get(i), ours * MILLI, theirs * MILLI, "1/" + Math.round(theirs / ours));
        }
        print("%nmedian, warm: 1/%d of a process of clang-19%n", Math.round(1 / times.warmRatio()));
        print(
                "all %d from source in one cold JVM: %.2f of clang-19 per file%n",
                times.names().size(), times.coldRatio());
    }

    private void growth() {
        print("%n%8s %14s %12s%n", "ops", "IR to object", "µs per op");
        for (int size : SIZES) {
            Unit unit = LargeFunction.unit(size);
            double seconds = ProgramCompileTimes.median(RUNS, () -> Compiler.compile(unit, OPTIONS));
            print("%,8d %14.1f %12.2f%n", size, seconds * MILLI, seconds * MICRO / size);
        }
    }

    private void print(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        text.append(line);
        System.out.print(line);
    }
}
