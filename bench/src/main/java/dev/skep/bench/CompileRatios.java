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

/** Compiling beside clang-19: each program warm beside a process, all of them in one cold process, and programs of growing size. */
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
        print("%-16s %12s %12s %12s %8s %8s%n", "program", "IR to object", "source to o.", "clang-19", "ratio", "");
        for (Twin twin : twins) rows.add(row(twin, clang));
        double median = median(rows.stream().map(row -> row.object / row.clang).toList());
        double whole = median(rows.stream().map(row -> row.source / row.clang).toList());
        print(
                "%nmedian: IR to object 1/%.0f of a process of clang-19, source to object 1/%.0f%n",
                1 / median, 1 / whole);
        cold(skep, twins, rows);
        growth();
    }

    private Row row(Twin twin, List<String> clang) throws IOException, InterruptedException {
        Unit unit = FrontEnd.unit(twin.java(), folder);
        Warm ofUnit = Warm.of(() -> Compiler.compile(unit, OPTIONS));
        Warm ofSource = Warm.of(() -> FrontEnd.compile(twin.java(), folder));
        Timed theirs = clang(clang, twin.c());
        // again behind the process, so that neither has the machine at another time
        double object = Math.min(
                ofUnit.milliseconds(),
                Warm.of(() -> Compiler.compile(unit, OPTIONS)).milliseconds());
        var row = new Row(twin, object, ofSource.milliseconds(), theirs.seconds() * MILLI);
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

    private Timed clang(List<String> command, Path source) throws IOException, InterruptedException {
        Stream<String> rest = Stream.of(
                "-c", source.toString(), "-o", folder.resolve("theirs.o").toString());
        return Timed.median(Stream.concat(command.stream(), rest).toArray(String[]::new));
    }

    private void cold(String skep, List<Twin> twins, List<Row> rows) throws IOException, InterruptedException {
        Stream<String> command = Stream.of(skep, "build", "-d", folder.toString(), "--target-kernel", "6.12");
        Stream<String> sources = twins.stream().map(twin -> twin.java().toString());
        Timed ours = Timed.median(Stream.concat(command, sources).toArray(String[]::new));
        double theirs = rows.stream().mapToDouble(Row::clang).sum();
        print(
                "all %d in one cold process: %.2f s, clang-19 %.2f s, one process each: %.2f of its time%n",
                rows.size(), ours.seconds(), theirs / MILLI, ours.seconds() * MILLI / theirs);
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
