package dev.skep.object;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What clang makes of C programs, with {@code -O2 -g}; clang-19 if none is named. */
public final class ClangObjects {
    private static final String NEWEST = "clang-19";

    private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();

    /** A program with what the real ones lack: static, weak and hidden things, a callback, a format string. */
    private static final String ODDS_AND_ENDS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            static volatile int a = 3;
            static volatile long b = 7;
            static int z;
            int hidden_one __attribute__((visibility("hidden"))) = 9;
            const char msg[] = "hi there";
            static const volatile int ro1 = 4;
            __weak int wfn(int x) { return x + a; }
            __attribute__((noinline)) __attribute__((visibility("hidden"))) int hfn(int x) { return x * b; }
            static __attribute__((noinline)) int sfn(int x) { z += x; return z + ro1; }
            static long cbf(unsigned i, void *c) { a += i; return 0; }
            SEC("xdp") int p(struct xdp_md *c) {
                char text[8] = "abcdefg";
                bpf_printk("value %d", a);
                bpf_loop(3, cbf, 0, 0);
                bpf_trace_printk(text, sizeof(text));
                return wfn(1) + hfn(2) + sfn(3) + msg[a & 7] + hidden_one;
            }
            SEC("xdp") int p2(struct xdp_md *c) { return sfn(c->rx_queue_index); }
            char L[] SEC("license") = "GPL";
            """;

    private ClangObjects() {}

    /** The programs of the benchmark that need no header of the running kernel, and one of our own. */
    public static Stream<String> names() throws IOException {
        List<String> names = new ArrayList<>(List.of("odds_and_ends"));
        var folder = Shared.find("bench/c");
        if (folder.isPresent()) {
            try (var files = Files.list(folder.get())) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".c"))
                        .map(name -> name.substring(0, name.length() - 2))
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names.stream();
    }

    /** The assembly text of one of these programs. */
    public static byte[] assembly(String name) {
        return compileAnew(NEWEST, name, "-S");
    }

    /** The object of one of these programs. */
    public static byte[] compile(String name) {
        return COMPILED.computeIfAbsent(name, unknown -> compileAnew(NEWEST, unknown, "-c"));
    }

    /** The object that a certain clang makes of one of these programs. */
    static byte[] compile(String clang, String name) {
        return compileAnew(clang, name, "-c");
    }

    private static byte[] compileAnew(String clang, String name, String stage) {
        if (name.equals("odds_and_ends")) {
            return clang(clang, ODDS_AND_ENDS, stage, List.of());
        }
        var folder = Shared.require("bench/c");
        try {
            return clang(
                    clang,
                    Files.readString(folder.resolve(name + ".c")),
                    stage,
                    List.of("-I" + folder, "-I" + KernelHeader.folder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with {@code vmlinux.h} of the running kernel. */
    static Path kernelHeader() {
        return KernelHeader.folder();
    }

    /** The object of a few lines of C. */
    public static byte[] compileText(String source) {
        return clang(NEWEST, "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n" + source, "-c", List.of());
    }

    private static byte[] clang(String clang, String source, String stage, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-target",
                "bpf",
                "-O2",
                "-g",
                "-w",
                "-I/usr/include/x86_64-linux-gnu",
                "-x",
                "c",
                stage,
                "-",
                "-o",
                "-"));
        arguments.addAll(more);
        return Judge.require(clang)
                .run(arguments, source.getBytes(StandardCharsets.UTF_8))
                .orFail()
                .bytes();
    }

    /** The running kernel's types as a C header, made once. */
    private static final class KernelHeader {
        private static final Path FOLDER = make();

        private static Path folder() {
            return FOLDER;
        }

        private static Path make() {
            try {
                var folder = Files.createTempDirectory("skep-vmlinux");
                var header = Judge.require("bpftool")
                        .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                        .orFail();
                Files.write(folder.resolve("vmlinux.h"), header.bytes());
                folder.toFile().deleteOnExit();
                folder.resolve("vmlinux.h").toFile().deleteOnExit();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
