package dev.skep.samples.features;

import dev.skep.samples.Transfer;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A congestion control that bpftool registers; sockets of a network namespace of the test's own take it. */
final class PlainRenoTest {
    @Test
    void socketsTakeIt(@TempDir Path folder) throws IOException {
        Kernel.require();
        var file = Files.write(folder.resolve("reno.o"), PlainRenoBpf.bytes());
        Transfer.registered(file, "PlainReno", "skep_reno", 4 << 20);
    }
}
