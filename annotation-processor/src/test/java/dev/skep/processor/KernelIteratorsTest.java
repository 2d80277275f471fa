package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loops over bits, caches, shared buffers and the tasks of a cgroup, compared with what {@code /proc} and Java tell. */
class KernelIteratorsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.16")
            final class Iterators {
                @KernelType("task_struct")
                static final class Task {
                    int pid;
                    int tgid;
                    Cpumask cpus_ptr;
                }

                @KernelType("cpumask")
                static final class Cpumask {}

                @KernelType("cgroup")
                static final class Group {
                    @Embedded State self;
                }

                @KernelType("cgroup_subsys_state")
                static final class State {
                    int id;
                }

                @KernelType("kmem_cache")
                static final class Cache {
                    @Unsigned int size;
                    @Unsigned int object_size;
                }

                @KernelType("dma_buf")
                static final class Buffer {
                    @Unsigned long size;
                }

                @Struct
                static final class Words {
                    @Length(8) long[] bits;
                    int first;
                    int found;
                    long sum;
                }

                @Struct
                static final class Question {
                    int number;
                    int wanted;
                }

                static long bytes, sizes, sum;
                static int others, found;
                static long cpus;

                @Xdp
                static int set(XdpContext context) {
                    var words = context.packet().next(Words.class);
                    if (words == null) return -1;
                    words.first = -1;
                    var copy = Memory.copyOf(words);
                    for (int bit : Kernel.bits(words.bits, 8)) {
                        if (words.first < 0) words.first = bit;
                        words.found++;
                        words.sum += bit * bit;
                    }
                    int few = 0;
                    for (int bit : Kernel.bits(copy, 1)) {
                        if (bit == 40) continue;
                        if (bit > 50) break;
                        few++;
                    }
                    for (int bit : Kernel.bits(copy, 512)) few += 1000;
                    for (int bit : Kernel.bits(8, 1)) few += 1000;
                    return few;
                }

                @Xdp
                static int allowed(XdpContext context) {
                    cpus = 0;
                    for (int cpu : Kernel.bits(Kernel.currentTaskBtf(Task.class).cpus_ptr, 1)) cpus |= 1L << cpu;
                    return 2;
                }

                @Syscall
                static int caches(Question question) {
                    int caches = 0;
                    for (Cache cache : Kernel.kmemCaches(Cache.class)) {
                        bytes += cache.size;
                        sizes += cache.object_size;
                        caches++;
                    }
                    return caches;
                }

                @Syscall
                static int buffers(Question question) {
                    int buffers = 0;
                    for (Buffer buffer : Kernel.dmabufs(Buffer.class)) {
                        bytes += buffer.size;
                        buffers++;
                    }
                    return buffers;
                }

                @Syscall
                static int members(Question question) {
                    try (var held = Kfuncs.cgroupFromId(question.number, Group.class)) {
                        if (held == null) return -1;
                        for (Task task : Kernel.cssTasks(held.value().self, 1, Task.class)) {
                            if (task.pid != task.tgid) others++;
                            if (task.pid == question.wanted) found++;
                            sum++;
                        }
                        for (Task task : Kernel.cssTasks(held.value().self, 0, Task.class)) bytes++;
                    }
                    return 1;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void findBitsThatAreSet() {
        var random = new Random(3);
        try (var object = load()) {
            for (var round = 0; round < 50; round++) {
                var words = new long[8];
                for (var i = 0; i < words.length; i++)
                    words[i] = random.nextInt(3) == 0 ? 0 : random.nextLong() & random.nextLong();
                var bits = BitSet.valueOf(words);
                var context = ByteBuffer.allocate(80).order(ByteOrder.nativeOrder());
                for (var word : words) context.putLong(word);
                var run = object.program("set").run(context.array());
                var after = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
                assertThat(after.getInt(64)).isEqualTo(bits.nextSetBit(0));
                assertThat(after.getInt(68)).isEqualTo(bits.cardinality());
                assertThat(after.getLong(72))
                        .isEqualTo(
                                bits.stream().mapToLong(bit -> (long) bit * bit).sum());
                var few = bits.get(0, 51).stream().filter(bit -> bit != 40).count();
                assertThat((long) run.returnValue()).isEqualTo(few);
            }
        }
    }

    @Test
    void findTheCpusOfThisThread() throws IOException {
        var mask = Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed:"))
                .map(line -> line.replaceAll(".*[:,]\\s*", ""))
                .collect(Collectors.joining());
        try (var object = load()) {
            object.program("allowed").run(new byte[64]);
            assertThat(object.global("cpus").number()).isEqualTo(Long.parseLong(mask, 16));
        }
    }

    @Test
    void countCaches() throws IOException {
        try (var object = load()) {
            var sizes = Files.readAllLines(Path.of("/proc/slabinfo")).stream()
                    .skip(2)
                    .map(line -> line.trim().split("\\s+"))
                    .mapToLong(columns -> Long.parseLong(columns[3]))
                    .boxed()
                    .toList();
            assertThat(object.program("caches").runContext(new byte[8]).returnValue())
                    .isEqualTo(sizes.size());
            assertThat(object.global("bytes").number())
                    .isEqualTo(sizes.stream().mapToLong(Long::longValue).sum());
            assertThat(object.global("sizes").number())
                    .isPositive()
                    .isLessThan(object.global("bytes").number());
        }
    }

    /** A machine without devices that share buffers has none. */
    @Test
    void countBuffers() throws IOException {
        try (var object = load()) {
            var buffers = object.program("buffers").runContext(new byte[8]).returnValue();
            if (buffers == 0) assertThat(object.global("bytes").number()).isZero();
            else assertThat(object.global("bytes").number()).isPositive();
        }
    }

    @Test
    void findTheTasksOfACgroup() throws IOException, InterruptedException {
        var sleeper = new ProcessBuilder(List.of("sleep", "60")).start();
        try (var cgroup = Cgroup.create();
                var object = load()) {
            var inode = ((Number) Files.getAttribute(cgroup.folder(), "unix:ino")).intValue();
            var question = ByteBuffer.allocate(8)
                    .order(ByteOrder.nativeOrder())
                    .putInt(inode)
                    .putInt((int) sleeper.pid());
            var members = object.program("members");
            assertThat(members.runContext(question.array()).returnValue()).isEqualTo(1);
            assertThat(object.global("sum").number()).isZero();
            Files.writeString(cgroup.folder().resolve("cgroup.procs"), Long.toString(sleeper.pid()));
            assertThat(members.runContext(question.array()).returnValue()).isEqualTo(1);
            assertThat(object.global("sum").number()).isEqualTo(1);
            assertThat(object.global("found").number()).isEqualTo(1);
            assertThat(object.global("bytes").number()).isEqualTo(1);
            assertThat(object.global("others").number()).isZero();
            sleeper.destroyForcibly().waitFor();
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Iterators", SOURCE).objectOrFail("Iterators"));
    }
}
