package dev.skep.testkit.loader;

import dev.skep.testkit.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Objects that Skep did not make, right ones and wrong ones. */
final class Objects {
    private static final String HEAD = """
            #define SEC(name) __attribute__((section(name), used))
            #define MAP(name) struct { int (*type)[1]; int *key; long *value; int (*max_entries)[4]; } name SEC(".maps")
            static long *(*lookup)(void *map, const void *key) = (void *)1;
            static long (*trace)(const char *format, int size, ...) = (void *)6;
            """;

    /** A program that counts in the map {@code hits}. */
    static final String COUNT =
            "SEC(\"xdp\") int count(void *c) { int key = 0; long *hit = lookup(&hits, &key); if (hit) *hit += 1; return 2; }";

    private Objects() {}

    /** What clang makes of C under the GPL, with BTF. */
    static byte[] of(String source) {
        return of(source + "\nchar _license[] SEC(\"license\") = \"GPL\";", List.of("-g"));
    }

    /** What clang makes of C with these options. */
    static byte[] of(String source, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of("-target", "bpf", "-O2", "-w", "-c", "-x", "c", "-", "-o", "-"));
        arguments.addAll(options);
        return Judge.require("clang-19")
                .run(arguments, (HEAD + source).getBytes(StandardCharsets.UTF_8))
                .orFail()
                .bytes();
    }

    /** The object without a line record in its {@code .BTF.ext}: {@code line_info_len} is zero. */
    static byte[] withoutLines(byte[] object) {
        byte[] header = {(byte) 0x9f, (byte) 0xeb, 1, 0, 32, 0, 0, 0}; // of .BTF.ext, little-endian
        byte[] patched = object.clone();
        for (int i = 0; i < object.length - header.length; i++) {
            if (Arrays.equals(object, i, i + header.length, header, 0, header.length)) {
                Arrays.fill(patched, i + 20, i + 24, (byte) 0);
                return patched;
            }
        }
        throw new AssertionError("no .BTF.ext");
    }

    /** Writes it to a file. */
    static Path write(Path folder, String name, byte[] object) {
        try {
            return Files.write(folder.resolve(name), object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
