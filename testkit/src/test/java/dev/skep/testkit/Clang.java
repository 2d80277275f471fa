package dev.skep.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Objects that Skep did not make. */
final class Clang {
    private Clang() {}

    /** The object that clang makes of a C file beside the tests. */
    static byte[] compile(String source) {
        Judge clang = Judge.require("clang-19");
        try (InputStream c = Clang.class.getResourceAsStream(source)) {
            byte[] text = Objects.requireNonNull(c, source).readAllBytes();
            List<String> arguments = List.of("-target", "bpf", "-O2", "-g", "-c", "-x", "c", "-", "-o", "-");
            return clang.run(arguments, text).orFail().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
