package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel keeps in values of maps, in the kernel: locks, timers and work queues. */
final class ValueSamplesTest {
    private static final int PASS = 2;
    private static final int DROP = 1;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void eachClientHasABudget() {
        var packet = Packets.udp(CLIENT, 1, SERVER, 2).array();
        var object = ByteBudgetBpf.configure().bytesPerSecond(3 * 28 + 1).object();
        try (var loaded = Kernel.load(object)) {
            List<Integer> verdicts = new ArrayList<>();
            for (var i = 0; i < 5; i++)
                verdicts.add(loaded.program("limit").run(packet).returnValue());
            assertThat(verdicts).startsWith(PASS, PASS, PASS).contains(DROP);
            var other = Packets.udp(SERVER, 1, CLIENT, 2).array();
            assertThat(loaded.program("limit").run(other).returnValue()).isEqualTo(PASS);
            var value = loaded.map("clients").lookup(NativeOrder.u32(SERVER)).orElseThrow();
            var budget = ByteBudgetBpf.Views.clientsValue(ByteBuffer.wrap(value));
            assertThat(budget.left()).isEqualTo(2 * 28 + 1);
            assertThat(budget.filled()).isBetween(1L, System.nanoTime());
        }
    }

    @Test
    void theBudgetOfAllIsSpentByAnyone() {
        var object = SharedBudgetBpf.configure().packetsPerSecond(3).object();
        try (var loaded = Kernel.load(object)) {
            List<Integer> verdicts = new ArrayList<>();
            for (var i = 0; i < 5; i++)
                verdicts.add(loaded.program("limit").run(new byte[64]).returnValue());
            assertThat(verdicts).startsWith(PASS, PASS, PASS).contains(DROP);
            assertThat(loaded.global("left").number()).isBetween(0L, 2L);
            assertThat(loaded.global("filled").number()).isBetween(1L, System.nanoTime());
        }
    }

    @Test
    void guestsAreLetInForAWhile() {
        try (var loaded = Kernel.load(PortKnockBpf.configure().milliseconds(200).object())) {
            assertThat(admitted(loaded, 53)).isEqualTo(DROP);
            assertThat(admitted(loaded, 7001)).isEqualTo(PASS);
            assertThat(loaded.map("guests").keys()).containsExactly(NativeOrder.u32(CLIENT));
            assertThat(admitted(loaded, 53)).isEqualTo(PASS);
            comesTrue(() -> loaded.map("guests").keys().isEmpty());
            assertThat(admitted(loaded, 53)).isEqualTo(DROP);
            comesTrue(() -> loaded.global("gone").number() == 1);
        }
    }

    private static int admitted(LoadedObject loaded, int port) {
        return loaded.program("admit")
                .run(Packets.udp(CLIENT, 4000, SERVER, port).array())
                .returnValue();
    }

    @Test
    void packetsLeaveInOrderOfTime() {
        try (var loaded =
                Kernel.load(PacingQueueBpf.configure().nanosecondsPerByte(10).object())) {
            for (var payload : new int[] {300, 0, 100, 200})
                loaded.program("plan")
                        .run(Packets.udp(CLIENT, 1, SERVER, 2, new byte[payload])
                                .array());
            assertThat(departures(loaded, 279)).isEmpty();
            assertThat(departures(loaded, 1280)).containsExactly(28L, 128L);
            assertThat(departures(loaded, Long.MAX_VALUE)).containsExactly(228L, 328L);
            assertThat(departures(loaded, Long.MAX_VALUE)).isEmpty();
        }
    }

    private static List<Long> departures(LoadedObject loaded, long now) {
        List<Long> lengths = new ArrayList<>();
        var question = PacingQueueBpf.Views.QuestionView.allocate().now(now);
        var asked = new byte[PacingQueueBpf.Views.QuestionView.SIZE];
        question.bytes().get(asked);
        for (var run = loaded.program("take").runContext(asked);
                run.returnValue() == 0;
                run = loaded.program("take").runContext(asked)) {
            var answer = PacingQueueBpf.Views.QuestionView.of(ByteBuffer.wrap(run.context()));
            assertThat(answer.client()).isEqualTo(Integer.toUnsignedLong(CLIENT));
            lengths.add(answer.length());
        }
        return lengths;
    }

    @Test
    void theDigestComesLater() {
        try (var loaded = Kernel.load(TrafficDigestBpf.configure().every(6).object())) {
            for (var length : new int[] {64, 100, 100, 1000, 100, 64}) {
                assertThat(digest(loaded).packets()).as("packets went by").isZero();
                loaded.program("count").run(new byte[length]);
            }
            comesTrue(() -> digest(loaded).packets() == 3);
            assertThat(digest(loaded).length()).isEqualTo(100);
        }
    }

    private static TrafficDigestBpf.Views.DigestView digest(LoadedObject loaded) {
        var value = loaded.map("digests").lookup(NativeOrder.u32(0)).orElseThrow();
        return TrafficDigestBpf.Views.digestsValue(ByteBuffer.wrap(value));
    }

    private static void comesTrue(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
