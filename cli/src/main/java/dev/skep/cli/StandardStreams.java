package dev.skep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Standard input and output as bytes, and files as inputs beside them.
 *
 * @param in standard input
 * @param out standard output
 */
record StandardStreams(InputStream in, OutputStream out) {
    /** How standard input and standard output are named. */
    static final String NAME = "-";

    /** How much goes to or comes from a file at once: the JDK keeps a buffer outside the heap for as much. */
    private static final int PART = 1 << 18;

    /** Reads the file of this name, or standard input. */
    byte[] read(String file, int limit) throws IOException {
        if (file.equals(NAME)) {
            return read(in, limit);
        }
        Path path = Path.of(file);
        if (Files.isRegularFile(path) && Files.size(path) > 0 && Files.size(path) <= limit) {
            return read(path);
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return read(stream, limit);
        } catch (NoSuchFileException e) {
            throw new InputException("there is no such file");
        }
    }

    /** Into an array of its size, which a stream has not. */
    private static byte[] read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] bytes = new byte[Math.toIntExact(channel.size())];
            int size = 0;
            int more = 0;
            while (size < bytes.length && more >= 0) {
                more = channel.read(ByteBuffer.wrap(bytes, size, Math.min(PART, bytes.length - size)));
                size += Math.max(0, more);
            }
            return size < bytes.length ? Arrays.copyOf(bytes, size) : bytes;
        }
    }

    /** Makes these bytes the contents of a file. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int at = 0; at < bytes.length; ) {
                at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(PART, bytes.length - at)));
            }
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
