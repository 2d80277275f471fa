package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.LoadedProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks that give up, as the kernel that runs takes them: in values of maps and as variables, several at a time, and not to be had. */
class ResSpinLocksTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.15")
            final class Locks {
                @Struct
                static final class Bucket {
                    int tokens;
                    BpfResSpinLock lock;
                    long total;
                }

                @Struct
                static final class Way {
                    int way;
                }

                static final BpfResSpinLock lock = BpfResSpinLock.create();
                static final BpfResSpinLock other = BpfResSpinLock.create();
                static final BpfArray<Bucket> buckets = BpfArray.of(2);
                static final BpfHashMap<Integer, Bucket> byKey = BpfHashMap.of(4);
                static final BpfTaskStorage<Bucket> byTask = BpfTaskStorage.create();

                static long taken, left = 1000000, broken, misses;

                static void move() {
                    if (taken + left != 1000000) broken++;
                    taken++;
                    for (int i : Kernel.range(20)) misses += 0;
                    left--;
                }

                @Xdp
                static int plain(XdpContext context) {
                    try (var held = lock.hold()) {
                        if (held == null) return 1;
                        move();
                    }
                    return 2;
                }

                @Xdp
                static int irqsave(XdpContext context) {
                    try (var held = lock.holdIrqsave()) {
                        if (held == null) return 1;
                        move();
                    }
                    return 2;
                }

                @Xdp
                static int inside(XdpContext context) {
                    try (var first = lock.hold(); var second = other.hold()) {
                        if (first == null || second == null) return 1;
                        move();
                    }
                    return 2;
                }

                @Tc
                static int outside(SkBuff skb) {
                    try (var second = other.holdIrqsave()) {
                        if (second == null) return 1;
                        try (var first = lock.hold()) {
                            if (first == null) return 1;
                            move();
                        }
                    }
                    return 2;
                }

                @Xdp
                static int ways(XdpContext context) {
                    var n = context.packet().next(Way.class);
                    var bucket = buckets.lookup(0);
                    if (n == null || bucket == null) return -1;
                    int way = n.way;
                    for (int i = 0; i < 3; i++) {
                        try (var held = bucket.lock.hold()) {
                            if (held == null) return -2;
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

                static int twice(Bucket bucket, Bucket again) {
                    try (var held = bucket.lock.hold()) {
                        if (held == null) return 10;
                        bucket.tokens++;
                        try (var second = again.lock.hold()) {
                            if (second == null) return 20;
                            again.tokens++;
                        }
                    }
                    return 30;
                }

                @Tc
                static int same(SkBuff skb) {
                    var bucket = byKey.lookupOrInsert(7);
                    var again = byKey.lookup(7);
                    var another = byKey.lookupOrInsert(8);
                    if (bucket == null || again == null || another == null) return -1;
                    int sum = twice(bucket, again) + twice(bucket, another) * 10;
                    try (var held = bucket.lock.hold()) {
                        if (held != null) {
                            sum += bucket.tokens * 1000;
                        } else {
                            Kernel.printk("not to be had");
                        }
                    }
                    return sum;
                }

                static int add(int key, Bucket bucket) {
                    try (var held = bucket.lock.hold()) {
                        if (held == null) return 0;
                        bucket.total += key;
                        return 1;
                    }
                }

                @Xdp
                static int entries(XdpContext context) {
                    for (int i = 5; i < 8; i++) byKey.lookupOrInsert(i);
                    byKey.forEach((key, bucket) -> {
                        taken += add(key, bucket);
                        return true;
                    });
                    int sum = 0;
                    for (int i = 5; i < 8; i++) {
                        var bucket = byKey.lookup(i);
                        if (bucket != null) sum += (int) bucket.total;
                    }
                    return sum + (int) taken * 100;
                }

                @Tc
                static int elsewhere(SkBuff skb) {
                    try (var held = lock.hold()) {
                        if (held != null) taken = 40;
                    }
                    return Others.next() + (int) taken;
                }

                @Kfunc("bpf_task_from_pid")
                static native BpfReference<Task> task(int pid);

                @KernelType("task_struct")
                static final class Task {
                    int pid;
                }

                @Syscall
                static int storage(Way way) {
                    try (var task = task(way.way)) {
                        if (task == null) return -1;
                        var bucket = byTask.get(task.value(), null, 1);
                        if (bucket == null) return -2;
                        try (var held = bucket.lock.hold()) {
                            if (held == null) return -3;
                            bucket.tokens += 5;
                        }
                        return bucket.tokens;
                    }
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static final String OTHERS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.15")
            final class Others {
                @Subprogram
                static int next() {
                    try (var held = Locks.other.holdIrqsave()) {
                        if (held == null) return -1;
                        return 2;
                    }
                }
            }
            """;

    private static byte[] object() {
        return Build.of("Locks", SOURCE, "Others", OTHERS).objectOrFail("Locks");
    }

    private static LoadedObject load() {
        return Kernel.load(object());
    }

    @ParameterizedTest
    @CsvSource({"plain, plain", "irqsave, plain", "inside, inside", "inside, outside"})
    void letOneAtATimeAtVariables(String one, String other) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try (var object = load()) {
            var runs = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 4; i++) {
                var program = object.program(i % 2 == 0 ? one : other);
                runs.add(threads.submit(() -> taken(program)));
            }
            var taken = 0;
            for (var run : runs) taken += run.get();
            if (other.equals("plain")) assertThat(taken).isEqualTo(8000);
            else assertThat(taken).isPositive();
            assertThat(object.global("taken").number()).isEqualTo(taken);
            assertThat(object.global("left").number()).isEqualTo(1_000_000 - taken);
            assertThat(object.global("broken").number()).isZero();
        } finally {
            threads.shutdown();
        }
    }

    private static int taken(LoadedProgram program) {
        var taken = 0;
        for (var round = 0; round < 2000; round++) if (program.run(new byte[64]).returnValue() == 2) taken++;
        return taken;
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
            assertThat(object.program("ways").run(bytes(64, way)).returnValue()).isPositive();
        }
    }

    /** The same lock under another name, which the verifier cannot know: the kernel says that it is held already. */
    @Test
    void areNotHadTwice() {
        try (var object = load()) {
            assertThat(object.program("same").run(new byte[64]).returnValue()).isEqualTo(20 + 300 + 2000);
        }
    }

    @ParameterizedTest
    @CsvSource({"entries, 318", "elsewhere, 42"})
    void areTakenInCallbacksAndOtherClasses(String program, int returned) {
        try (var object = load()) {
            assertThat(object.program(program).run(new byte[64]).returnValue()).isEqualTo(returned);
        }
    }

    @Test
    void lieInStorages() {
        try (var object = load()) {
            var self = (int) ProcessHandle.current().pid();
            assertThat(object.program("storage").runContext(bytes(4, self)).returnValue())
                    .isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void areTakenWithoutPassesToo(String optimized) {
        var build = Build.with(List.of("-Askep.optimize=" + optimized), "Locks", SOURCE, "Others", OTHERS);
        try (var object = Kernel.load(build.objectOrFail("Locks"))) {
            assertThat(object.program("outside").run(new byte[64]).returnValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void lieInSectionsOfTheirOwn(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("locks.o"), object());
        var types = Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString())
                .orFail()
                .out();
        assertThat(types)
                .containsPattern("STRUCT 'bpf_res_spin_lock' size=4")
                .containsPattern("VAR 'lock' type_id=\\d+, linkage=static")
                .containsPattern("DATASEC '\\.data\\.lock' size=\\d+ vlen=1");
    }

    private static byte[] bytes(int size, int... numbers) {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        for (var number : numbers) bytes.putInt(number);
        return bytes.array();
    }
}
