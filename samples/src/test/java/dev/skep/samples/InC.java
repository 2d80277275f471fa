package dev.skep.samples;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs in C that do what the samples do, compiled by clang with debug information, and stripped as one ships them. */
final class InC {
    private static final Path HERE = Path.of("src/test/c");

    private InC() {}

    static Path packetCounter(Path folder) {
        return compiled(Shared.require("bench/c/xdp_count.c"), folder);
    }

    static Path execLog(Path folder) {
        return compiled(HERE.resolve("exec_log.bpf.c"), folder);
    }

    static Path portGuard(Path folder) {
        return compiled(HERE.resolve("port_guard.bpf.c"), folder);
    }

    static long size(Path object) {
        try {
            return Files.size(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled(Path source, Path folder) {
        Path object = folder.resolve(source.getFileName() + ".o");
        String headers = "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu";
        Judge.require("clang-19")
                .run(
                        "-O2",
                        "-g",
                        "-target",
                        "bpf",
                        "-mcpu=v4",
                        headers,
                        "-c",
                        source.toString(),
                        "-o",
                        object.toString())
                .orFail();
        Judge.require("llvm-strip-19").run("-g", object.toString()).orFail();
        return object;
    }
}
