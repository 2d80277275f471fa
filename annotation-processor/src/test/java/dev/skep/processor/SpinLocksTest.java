package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locks in values of maps, as the kernel that runs takes them: held on every way through a section, and given back on every way out. */
class SpinLocksTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.11")
            final class Locks {
                @Struct
                static final class Bucket {
                    int tokens;
                    BpfSpinLock lock;
                    long total;
                }

                @Struct
                static final class Guarded {
                    short before;
                    Inner inner;
                }

                @Struct
                static final class Inner {
                    BpfSpinLock lock;
                    byte count;
                }

                @Struct
                static final class Way {
                    int way;
                }

                static final BpfArray<Bucket> buckets = BpfArray.of(2);
                static final BpfHashMap<Integer, Bucket> byKey = BpfHashMap.of(4);
                static final BpfArray<Guarded> guards = BpfArray.of(1);
                static final BpfTaskStorage<Bucket> byTask = BpfTaskStorage.create();

                @Xdp
                static int ways(XdpContext context) {
                    var n = context.packet().next(Way.class);
                    var bucket = buckets.lookup(0);
                    if (n == null || bucket == null) return -1;
                    int way = n.way;
                    for (int i = 0; i < 3; i++) {
                        try (var held = bucket.lock.hold()) {
                            bucket.total += 100;
                            if (way == 1) return (int) bucket.total;
                            if (way == 2) break;
                            if (way == 3) continue;
                            bucket.tokens++;
                        }
                        bucket.total++;
                    }
                    return (int) bucket.total + bucket.tokens;
                }

                static void take(Bucket bucket, int tokens) {
                    if (bucket.tokens < tokens) return;
                    bucket.tokens -= tokens;
                }

                static int doubled(int n) {
                    return n * 2;
                }

                @Tc
                static int methods(SkBuff skb) {
                    var bucket = byKey.lookupOrInsert(7);
                    if (bucket == null) return -1;
                    try (var held = bucket.lock.hold()) {
                        bucket.tokens += doubled(5);
                        take(bucket, 3);
                        take(bucket, 30);
                    }
                    return bucket.tokens;
                }

                @Xdp
                static int nested(XdpContext context) {
                    var guarded = guards.lookup(0);
                    if (guarded == null) return -1;
                    guarded.before = 20;
                    try (var held = guarded.inner.lock.hold()) {
                        guarded.inner.count++;
                    }
                    try (var again = guarded.inner.lock.hold()) {
                        guarded.inner.count += guarded.before;
                    }
                    return guarded.inner.count;
                }

                static int taken(Bucket bucket, int tokens) {
                    try (var rcu = Kernel.rcuReadLock();
                            var held = bucket.lock.hold()) {
                        if (bucket.tokens < tokens) return 0;
                        bucket.tokens -= tokens;
                        for (int i = 0; i < tokens; i++) {
                            if (bucket.tokens == 3) return 30;
                            bucket.tokens--;
                        }
                    }
                    return bucket.tokens;
                }

                @Tc
                static int returns(SkBuff skb) {
                    var bucket = byKey.lookupOrInsert(8);
                    if (bucket == null) return -1;
                    bucket.tokens = 10;
                    int sum = taken(bucket, 2);
                    sum += taken(bucket, 2);
                    sum += taken(bucket, 7);
                    return sum * 100 + bucket.tokens;
                }

                static void add(int key, Bucket bucket) {
                    try (var held = bucket.lock.hold()) {
                        bucket.total += key;
                    }
                }

                @Xdp
                static int entries(XdpContext context) {
                    for (int i = 5; i < 8; i++) byKey.lookupOrInsert(i);
                    byKey.forEach((key, bucket) -> {
                        add(key, bucket);
                        return true;
                    });
                    int sum = 0;
                    for (int i = 5; i < 8; i++) {
                        var bucket = byKey.lookup(i);
                        if (bucket != null) sum += (int) bucket.total;
                    }
                    return sum;
                }

                @Xdp
                static int copies(XdpContext context) {
                    var bucket = buckets.lookup(1);
                    if (bucket == null) return -1;
                    var mine = new Bucket();
                    mine.tokens = 11;
                    mine.total = 500;
                    byKey.update(1, mine);
                    buckets.update(1, mine);
                    var copy = Memory.copyOf(bucket);
                    copy.tokens++;
                    try (var held = bucket.lock.hold()) {
                        Memory.copy(bucket, copy);
                    }
                    var other = byKey.lookup(1);
                    return other == null ? -1 : (int) bucket.total + bucket.tokens + other.tokens;
                }

            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "0, 306, 303, 3",
        "1, 100, 100, 0",
        "2, 100, 100, 0",
        "3, 300, 300, 0",
    })
    // spotless:on
    void areGivenBackOnEveryWay(int way, int returned, long total, int tokens) {
        try (var object = load()) {
            assertThat(object.program("ways").run(bytes(64, way)).returnValue()).isEqualTo(returned);
            var value = ByteBuffer.wrap(
                            object.map("buckets").lookup(bytes(4, 0)).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(value.getInt(0)).isEqualTo(tokens);
            assertThat(value.getInt(4)).as("the lock is free").isZero();
            assertThat(value.getLong(8)).isEqualTo(total);
            assertThat(object.program("ways").run(bytes(64, way)).returnValue()).isNotEqualTo(-1);
        }
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({"methods, 7", "nested, 21", "copies, 523", "returns, 3603", "entries, 18"})
    // spotless:on
    void areHeldWhile(String program, int returned) {
        try (var object = load()) {
            assertThat(object.program(program).run(new byte[64]).returnValue()).isEqualTo(returned);
        }
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Locks", SOURCE).objectOrFail("Locks"));
    }

    private static byte[] bytes(int size, int... numbers) {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        for (var number : numbers) bytes.putInt(number);
        return bytes.array();
    }
}
