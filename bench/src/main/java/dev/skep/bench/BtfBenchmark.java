package dev.skep.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skep.btf.BtfCPrinter;
import dev.skep.btf.BtfDedup;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfMapping;
import dev.skep.btf.BtfReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The types of the running kernel: indexed, read, deduplicated and printed, beside what libbpf does before its first answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class BtfBenchmark {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

    private byte[] bytes = {};
    private BtfGraph graph = BtfGraph.empty();

    /** libbpf. */
    public interface Libbpf extends Library {
        /** {@code struct btf *btf__parse(const char *path, struct btf_ext **btf_ext)}. */
        Pointer btf__parse(String path, Pointer ext);

        /** {@code void btf__free(struct btf *btf)}. */
        void btf__free(Pointer btf);
    }

    /** libbpf, loaded where it is called. */
    @State(Scope.Benchmark)
    public static class Theirs {
        private final Libbpf libbpf = Native.load("libbpf.so.1", Libbpf.class);
    }

    /** Reads the file, which is no part of any measurement of ours. */
    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(VMLINUX);
        graph = BtfReader.read(bytes);
    }

    /** Where each type is, of bytes in memory. */
    @Benchmark
    public int index() {
        return BtfIndex.of(ByteBuffer.wrap(bytes)).size();
    }

    /** The same of the file, whose reading costs more than all else: the kernel hands out a page a call. */
    @Benchmark
    public int indexOfFile() throws IOException {
        return BtfIndex.of(ByteBuffer.wrap(Files.readAllBytes(VMLINUX))).size();
    }

    /** libbpf's index of the file. */
    @Benchmark
    public void libbpfIndexOfFile(Theirs theirs) {
        theirs.libbpf.btf__free(theirs.libbpf.btf__parse(VMLINUX.toString(), Pointer.NULL));
    }

    /** All types as objects. */
    @Benchmark
    public BtfGraph objects() {
        return BtfReader.read(bytes);
    }

    /** Each structure once, which they are already. */
    @Benchmark
    public BtfMapping deduplicate() {
        return BtfDedup.of(graph);
    }

    /** The header in C. */
    @Benchmark
    public String header() {
        return BtfCPrinter.print(graph);
    }
}
