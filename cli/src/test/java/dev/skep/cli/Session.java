package dev.skep.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One run of {@code skep}: its exit code and what it wrote. */
record Session(int exit, String out, String err) {
    /** Runs {@code skep} and returns what it wrote to standard output as bytes. */
    static byte[] bytesOf(InputStream in, String... words) {
        var bytes = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int exit = Skep.run(
                new StandardStreams(in, bytes), new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
        if (exit != 0) {
            throw new AssertionError(err);
        }
        return bytes.toByteArray();
    }

    static Session skep(Object... arguments) {
        return skepReading(InputStream.nullInputStream(), arguments);
    }

    static Session skepReading(InputStream in, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        var bytes = new ByteArrayOutputStream();
        var streams = new StandardStreams(in, bytes);
        int exit = Skep.run(streams, new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Session(exit, out + bytes.toString(StandardCharsets.UTF_8), err.toString());
    }
}
