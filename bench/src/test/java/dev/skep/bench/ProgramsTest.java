package dev.skep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of {@link dev.skep.bench.programs} in the kernel: what they return, write and count is what clang's of the same in C do. */
final class ProgramsTest {
    private static final Path OBJECTS = Path.of("target/classes/META-INF/bpf");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> doWhatTheProgramsInCDo() throws IOException {
        Kernel.require();
        Shared.require("bench/c");
        List<Path> objects = new ArrayList<>();
        try (var files = Files.list(OBJECTS)) {
            files.filter(file -> file.toString().endsWith(".bpf.o")).sorted().forEach(objects::add);
        }
        assertThat(objects).isNotEmpty();
        return objects.stream()
                .map(object -> DynamicTest.dynamicTest(ProgramRatios.baseName(object), () -> compare(object)));
    }

    /** So do they at each level of the instruction set, without an instruction above it. */
    @TestFactory
    Stream<DynamicContainer> doSoAtEachLevel() {
        Kernel.require();
        Shared.require("bench/c");
        return Stream.of("v1", "v2", "v3", "v4")
                .map(level -> DynamicContainer.dynamicContainer(
                        level,
                        ProgramLevel.compiled(level, ProgramLevel.PROGRAMS, folder.resolve(level)).stream()
                                .map(object -> DynamicTest.dynamicTest(ProgramRatios.baseName(object), () -> {
                                    assertThat(ProgramLevel.above(level, object))
                                            .isEmpty();
                                    compare(object);
                                }))));
    }

    /** What they are in this list is not asked: every sample loads at each level. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3", "v4"})
    void samplesLoadAtEachLevel(String level) {
        Kernel.require();
        var objects = ProgramLevel.compiled(level, ProgramLevel.SAMPLES, folder);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(3);
        for (Path object : objects) {
            assertThat(ProgramLevel.above(level, object)).isEmpty();
            try (var loaded = Kernel.load(object)) {
                assertThat(loaded.programs()).isNotEmpty();
            }
        }
    }

    private void compare(Path object) {
        String name = ProgramRatios.baseName(object);
        BenchCase given = BenchCase.read(name);
        try (var ours = Kernel.load(object);
                var theirs = Kernel.load(inC(name))) {
            Comparison.of(ours, theirs, given);
        }
    }

    private Path inC(String name) {
        Path source = Shared.require("bench/c/" + name + ".c");
        if (read(source).contains("vcommon.h")) writeKernelTypes();
        Path object = folder.resolve(name + ".o");
        List<String> arguments = List.of(
                "-O2",
                "-g",
                "-mcpu=v4",
                "-target",
                "bpf",
                "-w",
                "-I" + folder,
                "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu",
                "-D__TARGET_ARCH_"
                        + System.getProperty("os.arch").replace("amd64", "x86").replace("aarch64", "arm64"),
                "-c",
                source.toString(),
                "-o",
                object.toString());
        Judge.require("clang-19").run(arguments, "").orFail();
        return object;
    }

    private void writeKernelTypes() {
        byte[] header = Judge.require("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                .orFail()
                .bytes();
        try {
            Files.write(folder.resolve("vmlinux.h"), header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
