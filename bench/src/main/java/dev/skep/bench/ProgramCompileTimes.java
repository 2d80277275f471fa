package dev.skep.bench;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Bpf;
import dev.skep.processor.bindings.KernelPrototypes;
import dev.skep.processor.lowering.EarlierBuilds;
import dev.skep.processor.lowering.LoweredClass;
import dev.skep.processor.lowering.UnitLowering;
import dev.skep.processor.source.ClassSource;
import dev.skep.processor.source.Enums;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * How long the programs take to compile: from IR to the bytes of an object in this JVM when it is warm, from source in a JVM of its own, and
 * from C in a clang of its own. It is the time of processors, which others on the machine do not lengthen much.
 *
 * @param names of the programs
 * @param warm seconds for each program
 * @param clang seconds for each program
 * @param cold seconds for all of them
 */
record ProgramCompileTimes(List<String> names, List<Double> warm, List<Double> clang, double cold) {
    /** Nanoseconds for all programs in turn. */
    private static final long WARM_UP = 20_000_000_000L;

    private static final int RUNS = 101;
    private static final int PROCESSES = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The clock of {@code /proc/self/stat} for user space. */
    private static final double TICKS_PER_SECOND = 100;

    /** Measures the programs in a folder of sources; {@code build} is where the comparison built clang's objects. */
    static ProgramCompileTimes of(Path project, Path compare, Path build) throws IOException, InterruptedException {
        List<Path> sources = sources(project.resolve("bench/src/main/java/dev/skep/bench/programs"));
        List<Lowered> all = new ArrayList<>();
        for (Path source : sources) all.add(lowered(source));
        warmUp(all);
        List<String> names = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> clang = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            warm.add(warm(all.get(i)));
            String name = ProgramRatios.baseName(
                    sources.get(i).getFileName().toString().replace(".java", ""));
            names.add(name);
            clang.add(processorTime(clang(compare.resolveSibling("c"), build, name)));
        }
        List<String> command = new ArrayList<>(List.of(
                project.resolve("skep").toString(),
                "build",
                "-d",
                build.resolve("cold").toString()));
        sources.forEach(source -> command.add(source.toString()));
        double cold = processorTime(command.toArray(String[]::new));
        return new ProgramCompileTimes(List.copyOf(names), List.copyOf(warm), List.copyOf(clang), cold);
    }

    /** The median over the programs of a warm compilation, in parts of a clang. */
    double warmRatio() {
        double[] ratios = new double[warm.size()];
        for (int i = 0; i < ratios.length; i++) ratios[i] = warm.get(i) / clang.get(i);
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    /** All programs from source in one JVM, in parts of as many clangs. */
    double coldRatio() {
        return cold / clang.stream().mapToDouble(seconds -> seconds).sum();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static void warmUp(List<Lowered> all) {
        for (long start = THREADS.getCurrentThreadCpuTime(); THREADS.getCurrentThreadCpuTime() - start < WARM_UP; )
            for (Lowered one : all) Compiler.compile(one.unit, one.options);
    }

    private static double warm(Lowered lowered) {
        return median(RUNS, () -> Compiler.compile(lowered.unit, lowered.options));
    }

    /** The median of some runs in this thread, in seconds. */
    static double median(int runs, Runnable work) {
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.run();
            times[i] = THREADS.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(times);
        return times[runs / 2] / 1e9;
    }

    /** The mean of a few runs of a command. */
    private static double processorTime(String... command) throws IOException, InterruptedException {
        double before = timeOfChildren();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + " failed");
        }
        return (timeOfChildren() - before) / PROCESSES;
    }

    /** What processes that this one waited for have used: {@code cutime} and {@code cstime}, in proc(5). */
    private static double timeOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(behindName[13]) + Long.parseLong(behindName[14])) / TICKS_PER_SECOND;
    }

    /** A program as the compiler gets it. */
    private record Lowered(Unit unit, Options options) {}

    private static Lowered lowered(Path source) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
            var task = (JavacTask) javac.getTask(null, files, null, List.of("-proc:none"), null, units);
            for (var analysed : task.analyze()) {
                if (!(analysed instanceof TypeElement type) || type.getAnnotation(Bpf.class) == null) continue;
                var kernel = KernelVersion.parse(type.getAnnotation(Bpf.class).minKernel());
                var options = new Options(kernel, Options.DEFAULT.byteOrder());
                var trees = Trees.instance(task);
                var enums = new Enums(task.getElements(), trees);
                var read = ClassSource.of(task.getElements(), trees, type, enums);
                Optional<Unit> unit = UnitLowering.of(read, options, KernelPrototypes.of(List.of()), EarlierBuilds.NONE)
                        .lower()
                        .map(LoweredClass::unit);
                if (unit.isPresent()) return new Lowered(unit.get(), options);
            }
        }
        throw new IOException(source + " could not be compiled");
    }

    private static String[] clang(Path sources, Path build, String name) {
        return new String[] {
            "clang-19",
            "-O2",
            "-g",
            "-target",
            "bpf",
            "-mcpu=v4",
            "-w",
            "-I" + sources,
            "-I" + build,
            "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu",
            "-D__TARGET_ARCH_"
                    + System.getProperty("os.arch").replace("amd64", "x86").replace("aarch64", "arm64"),
            "-c",
            sources.resolve(name + ".c").toString(),
            "-o",
            build.resolve("timed.o").toString()
        };
    }
}
