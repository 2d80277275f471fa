package dev.skep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Standard input and output as bytes, and files as inputs beside them.
 *
 * @param in standard input
 * @param out standard output
 */
record StandardStreams(InputStream in, OutputStream out) {
    /** How standard input and standard output are named. */
    static final String NAME = "-";

    /** Reads the file of this name, or standard input. */
    byte[] read(String file, int limit) throws IOException {
        if (file.equals(NAME)) {
            return read(in, limit);
        }
        Path path = Path.of(file);
        if (Files.isRegularFile(path) && Files.size(path) <= limit) {
            return Files.readAllBytes(path); // into an array of its size, which a stream has not
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return read(stream, limit);
        } catch (NoSuchFileException e) {
            throw new InputException("there is no such file");
        }
    }

    private static byte[] read(InputStream stream, int limit) throws IOException {
        byte[] bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new InputException("more than " + limit + " bytes, the limit for an input");
        }
        return bytes;
    }
}
