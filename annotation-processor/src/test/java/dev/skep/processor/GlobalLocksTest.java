package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that are variables, in the kernel: two of them, each in a map of its own. */
class GlobalLocksTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Locks {
                static final BpfSpinLock lock = BpfSpinLock.create();
                static final BpfSpinLock other = BpfSpinLock.create();
                static long taken, left = 1000000, broken;
                static int again;

                @Xdp
                static int both(XdpContext context) {
                    try (var held = lock.hold()) {
                        if (taken + left != 1000000) broken++;
                        taken++;
                        for (int i = 0; i < 20; i++) again += i;
                        left--;
                        if (taken < 0) return 3;
                    }
                    return Others.next();
                }

                @Tc
                static int one(SkBuff skb) {
                    try (var held = other.hold()) {
                        again = 7;
                    }
                    return again;
                }
            }
            """;

    private static final String OTHERS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Others {
                static long count;

                @Subprogram
                static int next() {
                    try (var held = Locks.other.hold()) {
                        count++;
                    }
                    return 2;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static byte[] object() {
        return Build.of("Locks", SOURCE, "Others", OTHERS).objectOrFail("Locks");
    }

    @Test
    void letOneAtATimeAtVariables() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try (var object = Kernel.load(object())) {
            var both = object.program("both");
            var runs = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 4; i++)
                runs.add(threads.submit(() -> {
                    var wrong = 0;
                    for (var round = 0; round < 2000; round++)
                        if (both.run(new byte[64]).returnValue() != 2) wrong++;
                    return wrong;
                }));
            for (var run : runs) assertThat(run.get()).isZero();
            assertThat(object.global("taken").number()).isEqualTo(8000);
            assertThat(object.global("left").number()).isEqualTo(992_000);
            assertThat(object.global("broken").number()).isZero();
            assertThat(object.global("count").number()).isEqualTo(8000);
            assertThat(object.program("one").run(new byte[64]).returnValue()).isEqualTo(7);
        } finally {
            threads.shutdown();
        }
    }

    /** What is of use to user space is there, and the locks are not. */
    @Test
    void lieInSectionsOfTheirOwn(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("locks.o"), object());
        var types = Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString())
                .orFail()
                .out();
        assertThat(types)
                .containsPattern("VAR 'lock' type_id=\\d+, linkage=static")
                .containsPattern("DATASEC '\\.data\\.lock' size=\\d+ vlen=1")
                .containsPattern("DATASEC '\\.data\\.other' size=\\d+ vlen=1")
                .containsPattern("VAR 'taken' type_id=\\d+, linkage=global");
    }
}
