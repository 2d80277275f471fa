package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.object.BpfExtern;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers and work queues in values of maps, as the kernel that runs has them: what they do is seen in maps. */
class LaterTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.11")
            final class Later {
                @Struct
                static final class Session {
                    int id;
                    int rounds;
                    BpfTimer timer;
                }

                @Struct
                static final class Job {
                    Inner inner;
                    int done;
                }

                @Struct
                static final class Inner {
                    byte kind;
                    BpfWorkqueue work;
                }

                record Key(int a, short b) {}

                static final BpfHashMap<Integer, Session> sessions = BpfHashMap.of(8);
                static final BpfLruHashMap<Key, Session> recent = BpfLruHashMap.of(8);
                static final BpfArray<Session> slots = BpfArray.of(2);
                static final BpfArray<Job> jobs = BpfArray.of(2);
                static final BpfHashMap<Integer, Job> jobsByKey = BpfHashMap.of(2);
                static final BpfArray<U64> counts = BpfArray.of(4);

                static void count(int index, long n) {
                    var count = counts.lookup(index);
                    if (count != null) count.add(n);
                }

                @Tc
                static int expire(SkBuff skb) {
                    sessions.update(5, new Session());
                    var session = sessions.lookup(5);
                    if (session == null) return 100;
                    session.id = 50;
                    var map = sessions;
                    if (!session.timer.init(map, BpfTimer.Clock.MONOTONIC, (key, old) -> {
                        count(0, old.id + key);
                        map.delete(key);
                    })) return 101;
                    if (session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> count(3, 1))) return 102;
                    return session.timer.start(1000000) ? 7 : 103;
                }

                static void again(int index, Session slot) {
                    count(1, ++slot.rounds);
                    if (slot.rounds == 2) slot.timer.setCallback(slots, Later::last);
                    slot.timer.start(100000, 0);
                }

                static void last(int index, Session slot) {
                    count(2, 1000 * (index + 1) + slot.rounds);
                }

                @Xdp
                static int rounds(XdpContext context) {
                    var slot = slots.lookup(1);
                    if (slot == null) return 100;
                    var made = slot.timer.init(slots, BpfTimer.Clock.BOOTTIME, Later::again);
                    return made && slot.timer.start(Kernel.ktimeBootNs() + 1000, BpfTimer.ABSOLUTE) ? 7 : 101;
                }

                @Tc
                static int calledOff(SkBuff skb) {
                    var key = new Key(1, (short) 2);
                    var session = recent.lookupOrInsert(key);
                    if (session == null) return 100;
                    if (session.timer.cancel()) return 101;
                    if (session.timer.start(5)) return 102;
                    session.timer.init(recent, BpfTimer.Clock.REALTIME, (k, old) -> count(0, k.a() + k.b()));
                    session.timer.start(3600000000000L);
                    if (!session.timer.cancel()) return 103;
                    return session.timer.cancel() ? 104 : 7;
                }

                @Xdp
                static int work(XdpContext context) {
                    var job = jobs.lookup(1);
                    if (job == null) return 100;
                    if (job.inner.work.start()) return 101;
                    if (!job.inner.work.init(jobs, (index, one) -> {
                        one.done += 30 + index;
                        count(0, one.done);
                    })) return 102;
                    if (job.inner.work.init(jobs, (index, one) -> count(3, 1))) return 103;
                    return job.inner.work.start() ? 7 : 104;
                }

                static void other(int key, Job job) {
                    count(0, key + 1);
                }

                @Tc
                static int otherWork(SkBuff skb) {
                    var job = jobsByKey.lookupOrInsert(30);
                    if (job == null) return 100;
                    if (job.inner.work.setCallback(jobsByKey, Later::other)) return 101;
                    job.inner.work.init(jobsByKey, (key, one) -> count(3, 1));
                    job.inner.work.setCallback(jobsByKey, Later::other);
                    return job.inner.work.start() ? 7 : 102;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void aTimerRemovesItsEntry() {
        try (var object = load()) {
            run(object, "expire");
            comesTrue(() -> count(object, 0) == 55);
            comesTrue(() -> object.map("sessions").keys().isEmpty());
            assertThat(count(object, 3)).isZero();
        }
    }

    @Test
    void aTimerStartsItselfAndChangesItsMind() {
        try (var object = load()) {
            run(object, "rounds");
            comesTrue(() -> count(object, 2) == 2002);
            assertThat(count(object, 1)).isEqualTo(3);
        }
    }

    @Test
    void aTimerIsCalledOff() {
        try (var object = load()) {
            run(object, "calledOff");
            assertThat(count(object, 0)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "otherWork"})
    void workIsDone(String program) {
        try (var object = load()) {
            run(object, program);
            comesTrue(() -> count(object, 0) == 31);
            assertThat(count(object, 3)).isZero();
        }
    }

    /** From 7.0 on the function has another name; which one is called is asked when the object is loaded. */
    @Test
    void workIsSetUnderEitherName() {
        var object = ObjectReader.read(Build.of("Later", SOURCE).objectOrFail("Later"));
        assertThat(object.externs())
                .filteredOn(extern -> extern.name().startsWith("bpf_wq_set"))
                .extracting(BpfExtern::name, BpfExtern::strength)
                .containsExactlyInAnyOrder(
                        tuple("bpf_wq_set_callback", Strength.WEAK), tuple("bpf_wq_set_callback_impl", Strength.WEAK));
        var later = ObjectReader.read(
                Build.of("Later", SOURCE.replace("6.11", "7.0")).objectOrFail("Later"));
        assertThat(later.externs())
                .extracting(BpfExtern::name, BpfExtern::strength)
                .containsExactlyInAnyOrder(
                        tuple("bpf_wq_init", Strength.STRONG),
                        tuple("bpf_wq_set_callback", Strength.STRONG),
                        tuple("bpf_wq_start", Strength.STRONG));
    }

    private static void run(LoadedObject object, String program) {
        assertThat(object.program(program).run(new byte[64]).returnValue()).isEqualTo(7);
    }

    private static void comesTrue(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long count(LoadedObject object, int index) {
        var key = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(index);
        return ByteBuffer.wrap(object.map("counts").lookup(key.array()).orElseThrow())
                .order(ByteOrder.nativeOrder())
                .getLong();
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Later", SOURCE).objectOrFail("Later"));
    }
}
