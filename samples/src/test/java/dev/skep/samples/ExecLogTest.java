package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ExecLog} in the kernel, by the test run of its raw tracepoint. */
final class ExecLogTest {
    private static final int RECORD = 32;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void isSmallerThanWhatClangMakes(@TempDir Path folder) {
        assertThat(InC.size(Sample.EXEC_LOG.object())).isLessThan(InC.size(InC.execLog(folder)));
    }

    @Test
    void sendsARecordAndCountsForEachRun() {
        try (var loaded = Kernel.load(Sample.EXEC_LOG.object())) {
            long earliest = System.nanoTime();
            for (int run = 0; run < 3; run++)
                assertThat(loaded.program("onRawExec").runContext(new byte[8]).returnValue())
                        .isZero();

            assertThat(loaded.global("total").number()).isEqualTo(3);
            var records = loaded.map("execs").consume();
            assertThat(records).hasSize(3);
            for (byte[] bytes : records) {
                assertThat(bytes).hasSize(RECORD);
                var exec = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
                assertThat(exec.getLong(0)).isBetween(earliest, System.nanoTime());
                assertThat(exec.getInt(8))
                        .isEqualTo((int) ProcessHandle.current().pid());
                assertThat(exec.getInt(12)).as("uid").isZero();
                assertThat(new String(bytes, 16, 16, StandardCharsets.US_ASCII)).matches("[^\\x00]+\\x00+");
            }

            long counted = loaded.map("counts").keys().stream()
                    .mapToLong(key ->
                            NativeOrder.number(loaded.map("counts").lookup(key).orElseThrow()))
                    .sum();
            assertThat(counted).isEqualTo(3);
        }
    }
}
