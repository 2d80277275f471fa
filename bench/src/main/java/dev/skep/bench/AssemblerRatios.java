package dev.skep.bench;

import dev.skep.elf.ElfReader;
import dev.skep.elf.Section.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The assembler beside llvm-mc-19 and llvm-objdump-19 on one generated text: warm by JMH, cold as processes. All numbers of a table come
 * from one run.
 */
public final class AssemblerRatios {
    private static final double MILLI = 1e-3;
    private static final double NANO = 1e-9;
    private static final double MEGA = 1e6;

    private AssemblerRatios() {}

    /** Prints the table for a text of as many lines as the second argument says; the first is the command {@code skep}. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        String skep = arguments[0];
        int lines = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("skep-bench");
        Path text = folder.resolve("generated.s");
        Path object = folder.resolve("generated.o");
        try {
            Files.writeString(text, Texts.ofLines(lines));
            Map<String, Double> warm = warm(lines);
            Timed theirs = Timed.median(
                    "llvm-mc-19",
                    "-triple=bpfel",
                    "-mcpu=v4",
                    "-filetype=obj",
                    text.toString(),
                    "-o",
                    object.toString());
            Timed ours = Timed.median(skep, "asm", text.toString(), "-o", object.toString());
            Timed theirDump = Timed.median("llvm-objdump-19", "-d", object.toString());
            Timed ourDump = Timed.median(skep, "disasm", "--objdump", object.toString());
            long slots = slots(object);

            System.out.printf(Locale.ROOT, "%,d lines, %,d slots of code%n", lines, slots);
            row("assemble", seconds(warm, "assemble"), ours, theirs, "llvm-mc");
            row("listing", seconds(warm, "objdump"), ourDump, theirDump, "llvm-objdump");
            System.out.printf(Locale.ROOT, "text that assembles again: %.3f s warm%n", seconds(warm, "disassemble"));
            System.out.printf(
                    Locale.ROOT,
                    "decode and encode: %.0f million slots/s warm%n",
                    slots / MEGA / seconds(warm, "decodeAndEncode"));
            AssemblerGrowth.print(theirs.processor() / lines / NANO);
        } finally {
            Files.deleteIfExists(object);
            Files.deleteIfExists(text);
            Files.delete(folder);
        }
    }

    private static Map<String, Double> warm(int lines) throws RunnerException {
        Map<String, Double> seconds = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(AssemblerBenchmark.class.getName())
                        .param("lines", Integer.toString(lines))
                        .build())
                .run()) {
            String name = result.getPrimaryResult().getLabel();
            seconds.put(name, result.getPrimaryResult().getScore() * MILLI);
        }
        return seconds;
    }

    private static double seconds(Map<String, Double> warm, String benchmark) {
        return warm.getOrDefault(benchmark, Double.NaN);
    }

    private static long slots(Path object) throws IOException {
        var elf = ElfReader.read(Files.readAllBytes(object));
        return ((Content) elf.section(elf.find(".text").orElseThrow())).bytes().size() / Long.BYTES;
    }

    private static void row(String what, double warm, Timed ours, Timed theirs, String tool) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f s warm, %.3f s cold, %s %.3f s: %.1f times its rate warm, %.2f of its time cold,"
                        + " %.2f of its processor time; memory cold %d MB, %s %d MB%n",
                what,
                warm,
                ours.seconds(),
                tool,
                theirs.seconds(),
                theirs.seconds() / warm,
                ours.seconds() / theirs.seconds(),
                ours.processor() / theirs.processor(),
                ours.kilobytes() >> 10,
                tool,
                theirs.kilobytes() >> 10);
    }
}
