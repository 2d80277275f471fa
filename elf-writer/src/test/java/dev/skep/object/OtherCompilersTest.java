package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.kernel.MapType;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelTypes;
import dev.skep.testkit.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote is read, written, and does in the kernel what it did before. What clang-19 writes has its own test. */
class OtherCompilersTest {
    private static final Target ANY = Target.of(IsaVersion.V4);

    /** No header of the system: gcc 12 writes types of some of them that no kernel takes. */
    private static final String FOR_GCC = """
            #define SEC(name) __attribute__((section(name), used))
            struct { int (*type)[2]; unsigned *key; unsigned long long *value; int (*max_entries)[4]; } m SEC(".maps");
            int counter = 3;
            int limit SEC(".data.limit") = 4;
            static __attribute__((noinline)) int add(int a) { return a + counter; }
            SEC("xdp") int p(void *context) { return add(limit); }
            char terms[] SEC("license") = "GPL";
            """;

    private static final String FOR_GCC_AND_THE_KERNEL = """
            #include "vmlinux.h"
            #define SEC(name) __attribute__((section(name), used))
            int counter = 3;
            SEC("xdp") int p(struct xdp_md *context) {
                struct sk_buff *buffer = 0;
                __asm__ volatile("" : "+r"(buffer));
                return context->rx_queue_index + (buffer == 0) + counter;
            }
            char terms[] SEC("license") = "GPL";
            """;

    private static final String OF_OLD = """
            #define SEC(name) __attribute__((section(name), used))
            struct bpf_map_def { unsigned type, key_size, value_size, max_entries, map_flags; };
            struct bpf_map_def SEC("maps") counts = {1, 4, 8, 8, 1};
            struct bpf_map_def SEC("maps") totals = {2, 4, 8, 2, 0};
            static void *(*lookup)(void *, const void *) = (void *) 1;
            int three = 3;
            __attribute__((noinline)) int four(int one) { return three + one; }
            SEC("xdp") int p(void *context) {
                int key = 1;
                long *total = lookup(&totals, &key);
                if (!total || lookup(&counts, &key)) return 0;
                return *total + three + four(1);
            }
            char terms[] SEC("license") = "GPL";
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "clang-14, xdp_lb",
        "clang-14, execsnoop",
        "clang-14, odds_and_ends",
        "clang-16, tc_nat",
        "clang-16, sk_steer"
    })
    void olderClangs(String clang, String program) {
        sameInTheKernel(ClangObjects.compile(clang, program));
    }

    @Test
    void gcc() throws IOException {
        var object = folder.resolve("gcc.o");
        Judge.require("bpf-gcc")
                .run(List.of("-O2", "-gbtf", "-mco-re", "-x", "c", "-c", "-", "-o", object.toString()), FOR_GCC)
                .orFail();
        assertThat(sameInTheKernel(Files.readAllBytes(object))).isEqualTo(3 + 4);
    }

    /** gcc 12 writes functions without names for prototypes, and the kernel refuses all types for them: ours it takes. */
    @Test
    void gccWithTheTypesOfTheKernel() throws IOException {
        var object = folder.resolve("kernel.o");
        Judge.require("bpf-gcc")
                .run(
                        List.of(
                                "-O2",
                                "-gbtf",
                                "-mco-re",
                                "-I" + ClangObjects.kernelHeader(),
                                "-x",
                                "c",
                                "-c",
                                "-",
                                "-o",
                                object.toString()),
                        FOR_GCC_AND_THE_KERNEL)
                .orFail();
        byte[] theirs = Files.readAllBytes(object);
        assertThat(KernelTypes.verdict(types(theirs))).isNotEmpty();
        assertThat(KernelTypes.verdict(types(rewritten(theirs)))).isEmpty();
        assertThat(sameInTheKernel(theirs)).isEqualTo(3 + 1);
    }

    private static byte[] types(byte[] object) {
        var elf = ElfReader.read(object);
        return ((Section.Content) elf.section(elf.find(".BTF").orElseThrow()))
                .bytes()
                .toArray();
    }

    /** Its functions are in sections of their own, which loaders do not take: bpf-linker joins them, and so do we. */
    @Test
    void rustc() throws IOException {
        byte[] text;
        try (var resource = OtherCompilersTest.class.getResourceAsStream("/OtherCompilersTest/rustc.s")) {
            text = Objects.requireNonNull(resource).readAllBytes();
        }
        byte[] object = Judge.require("clang-19")
                .run(List.of("-target", "bpf", "-x", "assembler", "-c", "-", "-o", "-"), text)
                .orFail()
                .bytes();
        byte[] ours = rewritten(object);
        Kernel.require();
        try (var loaded = Kernel.load(ours)) {
            assertThat(loaded.program("p").run(new byte[64]).returnValue()).isEqualTo(7);
        }
    }

    @Test
    void linkedByBpftool() throws IOException {
        var first = Files.write(folder.resolve("first.o"), ClangObjects.compile("xdp_lb"));
        var second = Files.write(folder.resolve("second.o"), ClangObjects.compile("xdp_count"));
        var linked = folder.resolve("linked.o");
        Judge.require("bpftool")
                .run("gen", "object", linked.toString(), first.toString(), second.toString())
                .orFail();
        sameInTheKernel(Files.readAllBytes(linked));
    }

    /** Among them are notes to libxdp in sections of their own. */
    @Test
    void thoseOfXdpTools() throws IOException {
        List<Path> installed;
        try (var folders = Files.list(Path.of("/usr/lib"))) {
            installed = folders.map(machine -> machine.resolve("bpf"))
                    .filter(Files::isDirectory)
                    .flatMap(OtherCompilersTest::objects)
                    .sorted()
                    .toList();
        }
        if (installed.isEmpty()) {
            throw Missing.judge("no objects of xdp-tools on this machine");
        }
        int loaded = 0;
        for (Path object : installed) {
            byte[] theirs = Files.readAllBytes(object);
            if (isWhole(theirs)) {
                sameInTheKernel(theirs);
                loaded++;
            } else {
                rewritten(theirs);
            }
        }
        assertThat(loaded).isPositive();
    }

    /** Objects of old have no types, and maps as records, which no libbpf since 1.0 takes. */
    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g0"})
    void ofOld(String types) {
        byte[] theirs = old(types);
        byte[] ours = rewritten(theirs);
        assertThat(ObjectReader.read(ours).maps())
                .extracting(BpfMap::name, BpfMap::type, BpfMap::maxEntries)
                .containsExactly(tuple("counts", MapType.HASH, 8L), tuple("totals", MapType.ARRAY, 2L));
        Kernel.require();
        try (var loaded = Kernel.load(ours)) {
            assertThat(loaded.program("p").run(new byte[64]).returnValue()).isEqualTo(3 + 4);
        }
    }

    /** An object with maps as records, with types or without. */
    static byte[] old(String types) {
        return Judge.require("clang-19")
                .run(
                        List.of("-target", "bpf", "-O2", types, "-x", "c", "-c", "-", "-o", "-"),
                        OF_OLD.getBytes(StandardCharsets.UTF_8))
                .orFail()
                .bytes();
    }

    private static Stream<Path> objects(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".o")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some want to know first what program to attach to. */
    private static boolean isWhole(byte[] object) {
        return ObjectReader.read(object).programs().stream()
                .noneMatch(program -> program.section().kind().word().startsWith("f"));
    }

    private static byte[] rewritten(byte[] theirs) {
        byte[] ours = ObjectWriter.write(ObjectReader.read(theirs), ANY);
        assertThat(ObjectWriter.write(ObjectReader.read(ours), ANY)).isEqualTo(ours);
        return ours;
    }

    /** What the last program that runs returns. */
    private static int sameInTheKernel(byte[] theirs) {
        byte[] ours = rewritten(theirs);
        Kernel.require();
        int returned = 0;
        try (var before = Kernel.load(theirs);
                var after = Kernel.load(ours)) {
            assertThat(after.maps()).containsExactlyInAnyOrderElementsOf(before.maps());
            assertThat(after.programs()).containsExactlyInAnyOrderElementsOf(before.programs());
            for (String program : before.programs()) {
                assertThat(after.program(program).translatedBytes())
                        .isEqualTo(before.program(program).translatedBytes());
            }
            for (BpfProgram program : ObjectReader.read(theirs).programs()) {
                if (program.section().toString().startsWith("xdp")) {
                    returned = before.program(program.name()).run(new byte[64]).returnValue();
                    assertThat(after.program(program.name()).run(new byte[64]).returnValue())
                            .isEqualTo(returned);
                }
            }
        }
        return returned;
    }
}
