package dev.skep.samples;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs in C that do what the samples do, compiled by clang with debug information, and stripped as one ships them. */
public final class InC {
    private static final Path HERE = Path.of("src/test/c");

    /** With signed division, which the samples have. */
    private static final String V4 = "-mcpu=v4";

    private InC() {}

    static Path packetCounter(Path folder) {
        return compiled(Shared.require("bench/c/xdp_count.c"), folder, V4);
    }

    static Path execLog(Path folder) {
        return compiled(HERE.resolve("exec_log.bpf.c"), folder, V4);
    }

    static Path portGuard(Path folder) {
        return compiled(HERE.resolve("port_guard.bpf.c"), folder, V4);
    }

    /** The bytes of a file. */
    public static long size(Path object) {
        try {
            return Files.size(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clang makes of a file, with these options beside the usual ones. */
    public static Path compiled(Path source, Path folder, String... options) {
        Path object = folder.resolve(source.getFileName().toString().replaceFirst("\\.c$", ".o"));
        String headers = "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu";
        List<String> arguments = new ArrayList<>(List.of("-O2", "-g", "-target", "bpf", headers));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-c", source.toString(), "-o", object.toString()));
        Judge.require("clang-19").run(arguments, "").orFail();
        Judge.require("llvm-strip-19").run("-g", object.toString()).orFail();
        return object;
    }
}
