package dev.skep.bench;

import dev.skep.object.link.LinkInput;
import dev.skep.object.link.ObjectLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Linking objects that are in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LinkBenchmark {
    /** The paths of the objects, with colons between. */
    @Param("")
    public String objects = "";

    private List<LinkInput> inputs = List.of();

    /** Reads the objects. */
    @Setup
    public void read() throws IOException {
        List<LinkInput> read = new ArrayList<>();
        for (String object : objects.split(":", -1)) {
            read.add(LinkInput.of(object, Files.readAllBytes(Path.of(object))));
        }
        inputs = List.copyOf(read);
    }

    /** From bytes to bytes. */
    @Benchmark
    public byte[] link() {
        return ObjectLinker.link(inputs);
    }
}
