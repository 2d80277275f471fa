package dev.skep.samples.tools;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** What ExecSnoop tells about the directory of the process that runs this. */
final class ToldDirectory {
    private ToldDirectory() {}

    /** Runs the object in that file, and prints the directory that it tells. */
    public static void main(String[] object) throws IOException {
        try (var loaded = Kernel.load(Files.readAllBytes(Path.of(object[0])))) {
            loaded.program("exec").runContext(new byte[24]);
            var exec = loaded.map("execs").consume().get(0);
            System.out.println(
                    of(ExecSnoopBpf.Views.ExecView.of(ByteBuffer.wrap(exec)).from()));
        }
    }

    static String of(ExecSnoopBpf.Views.WayView way) {
        return of(way.steps(), way::namesText);
    }

    /** Returns the path whose last name is the first. */
    static String of(long steps, IntFunction<String> names) {
        var path = new StringBuilder();
        for (int i = 0; i < steps; i++) {
            var name = names.apply(i);
            if (!name.isEmpty()) path.insert(0, "/" + name);
        }
        return path.toString();
    }
}
