package dev.skep.samples.tools;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.Types.U32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.context.SkBuff;
import dev.skep.samples.Transfer;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A congestion control of the kernel's, in a network namespace of the test's own in which packets are lost. */
final class CubicTest {
    @Test
    void itComesBackAfterLosses(@TempDir Path folder) throws IOException {
        Kernel.require();
        var loss = folder.resolve("loss.o");
        loss().write(loss);
        try (var namespace = NetworkNamespace.create();
                var loaded = Kernel.open(Tool.CUBIC.object()).load();
                var registered = loaded.map("Cubic").register()) {
            assertThat(registered).isNotNull();
            namespace.run("tc", "qdisc", "add", "dev", "lo", "clsact").orFail();
            namespace
                    .run(
                            "tc",
                            "filter",
                            "add",
                            "dev",
                            "lo",
                            "egress",
                            "bpf",
                            "da",
                            "obj",
                            loss.toString(),
                            "sec",
                            "classifier")
                    .orFail();
            Transfer.run(namespace, "skep_cubic", 16 << 20);
            assertThat(loaded.global("losses").number()).isPositive();
            assertThat(loaded.global("growths").number()).isPositive();
        }
    }

    /** Loses one of 97 large packets. */
    private static ObjectFile loss() {
        var seen = global("seen", U32);
        return BpfObjects.build("loss", o -> o.license(GPL).program("lose", tc(), p -> {
            p.ifThen(p.context().get(SkBuff.LEN).lt(1000), () -> p.return_(TcAction.OK));
            var count = p.global(seen);
            count.set(count.get().add(1));
            p.ifThen(count.get().mod(97).eq(50), () -> p.return_(TcAction.SHOT));
            p.return_(TcAction.OK);
        }));
    }
}
