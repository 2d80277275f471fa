package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks do for entries of maps on their way back to user space: seen in the entries, with the task that did it. */
class TaskWorkTest {
    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    private static LoadedObject load() {
        return Kernel.load(KfuncSources.object("Works"));
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }

    private static ByteBuffer entry(LoadedObject object, String map, int key) {
        return ByteBuffer.wrap(object.map(map).lookup(number(key)).orElseThrow())
                .order(ByteOrder.nativeOrder());
    }

    private static int thread() throws IOException {
        return Integer.parseInt(Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) Thread.sleep(5);
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "twice"})
    void isDoneByThisThread(String program) throws Exception {
        try (var object = load()) {
            assertThat(object.program(program).runContext(number(0)).returnValue())
                    .isEqualTo(1);
            await(() -> entry(object, "jobs", 1).getInt(0) != 0);
            assertThat(entry(object, "jobs", 1).getInt(0)).isEqualTo(2);
            assertThat(entry(object, "jobs", 1).getInt(4)).isEqualTo(thread());
        }
    }

    /** A program of tc may not sleep, and what the task does for it may: the name of what runs here is copied from its memory. */
    @Test
    void maySleep() throws Exception {
        try (var object = load()) {
            assertThat(object.program("copies").run(new byte[64]).returnValue()).isEqualTo(1);
            await(() -> entry(object, "jobs", 0).getInt(0) != 0);
            var entry = entry(object, "jobs", 0);
            var length = entry.getInt(16);
            assertThat(length).isGreaterThan(1);
            var text = new String(entry.array(), 20, length - 1, StandardCharsets.UTF_8);
            assertThat(Files.readString(Path.of("/proc/self/cmdline"))).startsWith(text);
        }
    }

    @Test
    void isDoneByAThreadThatSleeps() throws Exception {
        var identity = new ArrayBlockingQueue<Integer>(1);
        var end = new CountDownLatch(1);
        var sleeper = new Thread(() -> {
            try {
                identity.add(thread());
                end.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        sleeper.start();
        try (var object = load()) {
            int pid = identity.take();
            assertThat(object.program("signal").runContext(number(pid)).returnValue())
                    .isEqualTo(1);
            await(() -> entry(object, "byKey", 41).getInt(0) != 0);
            assertThat(entry(object, "byKey", 41).getInt(0)).isEqualTo(42);
            assertThat(entry(object, "byKey", 41).getInt(4)).isEqualTo(pid);
        } finally {
            end.countDown();
            sleeper.join();
        }
    }
}
