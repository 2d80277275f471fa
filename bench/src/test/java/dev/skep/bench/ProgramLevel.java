package dev.skep.bench;

import dev.skep.processor.BpfProcessor;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Programs compiled for one level of the instruction set, and what LLVM's disassembler says is above it. */
final class ProgramLevel {
    static final Path PROGRAMS = Path.of("src/main/java/dev/skep/bench/programs");
    static final Path SAMPLES = Path.of("../samples/src/main/java/dev/skep/samples");

    /** The kernel that all are made for: one that has the newest level. */
    private static final String KERNEL = "6.12";

    private static final Pattern FROM_V2 = Pattern.compile("if r\\d+ s?<");
    private static final Pattern FROM_V3 =
            Pattern.compile("if w\\d|\\bw\\d+ \\S*= (?!\\*\\()|atomic_|xchg|lock .* [&|^]= ");
    private static final Pattern FROM_V4 = Pattern.compile(
            "\\(s(8|16|32)\\)|\\*\\(s(8|16|32) \\*\\)|s[/%]=|bswap|gotol|load_acquire|store_release|<unknown>");

    private ProgramLevel() {}

    /** Compiles the classes of a folder, and returns their objects in the order of their names. */
    static List<Path> compiled(String level, Path folder, Path output) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            Files.createDirectories(output);
            List<Path> sources = listed(folder, ".java");
            var options = List.of(
                    "-d", output.toString(), "-Askep.mcpu=" + level, "-Askep.targetKernel=" + KERNEL, "-Xlint:none");
            var task = javac.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new BpfProcessor()));
            if (!task.call()) throw new AssertionError("at level " + level + ":\n" + said);
            return listed(output.resolve("META-INF/bpf"), ".bpf.o");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> listed(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** Returns the lines of the disassembly with instructions that the level does not have. */
    static List<String> above(String level, Path object) {
        var text = Judge.require("llvm-objdump-19")
                .run("-d", "--no-show-raw-insn", "--mcpu=v4", object.toString())
                .orFail()
                .out();
        return text.lines().filter(line -> isAbove(level, line)).toList();
    }

    private static boolean isAbove(String level, String line) {
        return switch (level) {
            case "v1" -> FROM_V2.matcher(line).find() || isAbove("v2", line);
            case "v2" -> FROM_V3.matcher(line).find() || isAbove("v3", line);
            case "v3" -> FROM_V4.matcher(line).find();
            default -> false;
        };
    }
}
