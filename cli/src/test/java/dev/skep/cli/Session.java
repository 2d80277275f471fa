package dev.skep.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of {@code skep}: its exit code and what it wrote. */
record Session(int exit, String out, String err) {
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
        int exit = Skep.run(in, new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Session(exit, out.toString(), err.toString());
    }
}
