package dev.skep.bench;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.kernel.KernelVersion;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Compiling beside clang-19: each program warm beside a process, all of them in one cold process, and programs of growing size. All times are
 * those of processors: a machine with other work to do changes them little.
 */
public final class CompileRatios {
    private static final Options OPTIONS = new Options(new KernelVersion(6, 12), ByteOrder.LITTLE_ENDIAN);
    private static final List<Integer> SIZES = List.of(1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000);
    private static final double MILLI = 1e3;

    private final StringBuilder text = new StringBuilder();
    private final Path folder;

    private CompileRatios(Path folder) {
        this.folder = folder;
    }

    /** A program's row: milliseconds. */
    private record Row(Twin twin, double object, double source, double clang) {}

    /**
     * Prints the tables and keeps them. The arguments are the command {@code skep}, the file to keep them in, the folders with Java with
     * colons between, and the folders with C.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Path> javaFolders = Arrays.stream(arguments[2].split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        List<Path> cFolders = Arrays.stream(arguments).skip(3).map(Path::of).toList();
        List<Twin> twins = Twin.in(javaFolders, cFolders);
        if (twins.isEmpty()) throw new IOException("no program is in Java and in C");
        Path folder = Files.createTempDirectory("skep-compile");
        try {
            var ratios = new CompileRatios(folder);
            ratios.run(arguments[0], twins, cFolders);
            Files.writeString(Path.of(arguments[1]), ratios.text);
        } finally {
            delete(folder);
        }
    }

    private void run(String skep, List<Twin> twins, List<Path> includes) throws IOException, InterruptedException {
        List<String> clang = clang(includes);
        List<Row> rows = new ArrayList<>();
        print("milliseconds of processor time%n");
        print("%-16s %12s %12s %12s %8s %8s%n", "program", "IR to object", "source to o.", "clang-19", "ratio", "");
        List<Unit> units = new ArrayList<>();
        for (Twin twin : twins) units.add(FrontEnd.unit(twin.java(), folder));
        Warm.up(units.stream()
                .<Warm.Work>map(unit -> () -> Compiler.compile(unit, OPTIONS))
                .toList());
        Warm.up(twins.stream()
                .<Warm.Work>map(twin -> () -> FrontEnd.compile(twin.java(), folder))
                .toList());
        for (int i = 0; i < twins.size(); i++) rows.add(row(twins.get(i), units.get(i), clang));
        double median = median(rows.stream().map(row -> row.object / row.clang).toList());
        double whole = median(rows.stream().map(row -> row.source / row.clang).toList());
        print(
                "%nmedian: IR to object 1/%.0f of a process of clang-19, source to object 1/%.0f%n",
                1 / median, 1 / whole);
        cold(skep, twins, rows);
        growth();
    }

    private Row row(Twin twin, Unit unit, List<String> clang) throws IOException, InterruptedException {
        Warm ofUnit = Warm.of(() -> Compiler.compile(unit, OPTIONS));
        Warm ofSource = Warm.of(() -> FrontEnd.compile(twin.java(), folder));
        ProcessorTime theirs = clang(clang, twin.c());
        var row = new Row(twin, ofUnit.milliseconds(), ofSource.milliseconds(), theirs.milliseconds());
        print(
                "%-16s %9.3f ms %9.2f ms %9.1f ms %8s %8s%n",
                twin.name(),
                row.object,
                row.source,
                row.clang,
                "1/" + Math.round(row.clang / row.object),
                "1/" + Math.round(row.clang / row.source));
        return row;
    }

    /** As its authors compile it: optimised, with debug information, for the newest level of the instruction set. */
    private List<String> clang(List<Path> includes) throws IOException, InterruptedException {
        Path types = folder.resolve("vmlinux.h");
        Process dump = new ProcessBuilder("bpftool", "btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                .redirectOutput(types.toFile())
                .start();
        if (dump.waitFor() != 0) throw new IOException("bpftool cannot print the kernel's types");
        List<String> command = new ArrayList<>(List.of("clang-19", "-O2", "-g", "-target", "bpf", "-mcpu=v4", "-w"));
        command.addAll(List.of("-I" + folder, "-I/usr/include/x86_64-linux-gnu", "-D__TARGET_ARCH_x86"));
        includes.forEach(include -> command.add("-I" + include));
        return command;
    }

    private ProcessorTime clang(List<String> command, Path source) throws IOException, InterruptedException {
        Stream<String> rest = Stream.of(
                "-c", source.toString(), "-o", folder.resolve("theirs.o").toString());
        return ProcessorTime.mean(Stream.concat(command.stream(), rest).toArray(String[]::new));
    }

    private void cold(String skep, List<Twin> twins, List<Row> rows) throws IOException, InterruptedException {
        Stream<String> command = Stream.of(skep, "build", "-d", folder.toString(), "--target-kernel", "6.12");
        Stream<String> sources = twins.stream().map(twin -> twin.java().toString());
        ProcessorTime ours = ProcessorTime.mean(Stream.concat(command, sources).toArray(String[]::new));
        double theirs = rows.stream().mapToDouble(Row::clang).sum();
        print(
                "all %d in one cold process: %.2f s, clang-19 %.2f s, one process each: %.2f of its time%n",
                rows.size(), ours.milliseconds() / MILLI, theirs / MILLI, ours.milliseconds() / theirs);
    }

    private void growth() throws IOException {
        print("%n%10s %12s %14s%n", "ops", "IR to object", "per op");
        for (int size : SIZES) {
            Unit unit = LargeFunction.unit(size);
            double milliseconds = Warm.of(() -> Compiler.compile(unit, OPTIONS)).milliseconds();
            print("%,10d %9.1f ms %11.2f µs%n", size, milliseconds, milliseconds * MILLI / size);
        }
    }

    private void print(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        text.append(line);
        System.out.print(line);
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
        }
    }
}
