package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample in the running kernel, by the test run of its raw tracepoint: it does what the same in annotated Java does. */
class ExecLogTest {
    private static final int RUNS = 3;
    private static final int TIME = 8;

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void doesWhatTheAnnotatedSampleDoes() throws IOException {
        try (var ours = Kernel.load(ExecLog.object().bytes());
                var theirs = Kernel.load(annotated())) {
            assertThat(ours.programs()).isEqualTo(theirs.programs());
            var before = System.nanoTime();
            for (var run = 0; run < RUNS; run++) {
                assertThat(run(ours)).isZero();
                assertThat(run(theirs)).isZero();
            }
            var records = ours.map("execs").consume();
            assertThat(records.stream().map(ExecLogTest::withoutTime))
                    .containsExactlyElementsOf(theirs.map("execs").consume().stream()
                            .map(ExecLogTest::withoutTime)
                            .toList())
                    .hasSize(RUNS);
            for (var exec : records) {
                var time = ByteBuffer.wrap(exec).order(ByteOrder.nativeOrder()).getLong();
                assertThat(time).isBetween(before, System.nanoTime());
            }
            assertThat(counted(ours)).isEqualTo(counted(theirs)).isEqualTo(RUNS);
            assertThat(ours.global("total").number())
                    .isEqualTo(theirs.global("total").number())
                    .isEqualTo(RUNS);
        }
    }

    /** What finds the ring buffer full is counted all the same. */
    @Test
    void countsOnWhenTheRingBufferIsFull() throws IOException {
        var rounds = 256 * 1024 / 40 + 10;
        try (var ours = Kernel.load(ExecLog.object().bytes());
                var theirs = Kernel.load(annotated())) {
            for (var loaded : List.of(ours, theirs)) {
                for (var round = 0; round < rounds; round++) run(loaded);
                assertThat(run(loaded)).isOne();
                assertThat(loaded.global("total").number()).isEqualTo(rounds + 1);
                assertThat(counted(loaded)).isEqualTo(rounds + 1);
            }
            assertThat(ours.map("execs").consume())
                    .hasSameSizeAs(theirs.map("execs").consume())
                    .hasSizeLessThan(rounds);
        }
    }

    @Test
    void isAsShortAsTheAnnotatedSample() throws IOException {
        try (var ours = Kernel.load(ExecLog.object().bytes());
                var theirs = Kernel.load(annotated())) {
            for (var program : theirs.programs()) {
                assertThat(ours.program(program).instructionCount())
                        .as(program)
                        .isLessThanOrEqualTo(theirs.program(program).instructionCount());
            }
        }
    }

    private static int run(LoadedObject loaded) {
        return loaded.program("onRawExec").runContext(new byte[8]).returnValue();
    }

    private static String withoutTime(byte[] exec) {
        return HexFormat.of().formatHex(exec, TIME, exec.length);
    }

    private static long counted(LoadedObject loaded) {
        var counts = loaded.map("counts");
        return counts.keys().stream()
                .mapToLong(key -> NativeOrder.number(counts.lookup(key).orElseThrow()))
                .sum();
    }

    private static byte[] annotated() throws IOException {
        try (var object = ExecLogTest.class.getResourceAsStream("/META-INF/bpf/dev.skep.samples.ExecLog.bpf.o")) {
            return Objects.requireNonNull(object, "the annotated sample").readAllBytes();
        }
    }
}
