package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions, callbacks, loops, tail calls and what the kernel lends, in the kernel. */
final class CodeSamplesTest {
    private static final int PASS = 2;
    private static final int DROP = 1;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void idleSessionsGo() {
        try (var loaded = Kernel.load(IdleSweepBpf.bytes())) {
            for (var id = 1; id <= 5; id++)
                loaded.map("sessions").update(NativeOrder.u32(id), NativeOrder.u64(id * 100L, id * 7L));
            var sweep = IdleSweepBpf.Views.SweepView.allocate().before(300);
            var run = loaded.program("sweep").runContext(array(sweep.bytes()));
            assertThat(run.returnValue()).isEqualTo(5);
            var after = IdleSweepBpf.Views.SweepView.of(ByteBuffer.wrap(run.context()));
            assertThat(after.removed()).isEqualTo(2);
            assertThat(after.bytesKept()).isEqualTo((3 + 4 + 5) * 7);
            assertThat(loaded.map("sessions").keys().stream().map(NativeOrder::number))
                    .containsExactlyInAnyOrder(3L, 4L, 5L);
        }
    }

    @ParameterizedTest
    @CsvSource({"'one\ntwelve\nsix\n', 3, 6", "'no end', 0, 0", "'\n\n', 2, 0", "'', 0, 0"})
    void linesAreCounted(String text, int lines, int longest) {
        try (var loaded = Kernel.load(LineCountBpf.bytes())) {
            var bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
            loaded.map("texts").update(NativeOrder.u32(0), Arrays.copyOf(bytes, LineCount.MAX_LENGTH));
            assertThat(counted(loaded)).containsExactly(lines, longest);
        }
    }

    @Test
    void aTextMayFillItsRoom() {
        try (var loaded = Kernel.load(LineCountBpf.bytes())) {
            var bytes = new byte[LineCount.MAX_LENGTH];
            Arrays.fill(bytes, (byte) '\n');
            loaded.map("texts").update(NativeOrder.u32(0), bytes);
            assertThat(counted(loaded)).containsExactly(LineCount.MAX_LENGTH, 0);
        }
    }

    private static List<Integer> counted(LoadedObject loaded) {
        var run = loaded.program("count").runContext(new byte[8]);
        assertThat(run.returnValue()).isZero();
        var answer = LineCountBpf.Views.AnswerView.of(ByteBuffer.wrap(run.context()));
        return List.of(answer.lines(), answer.longest());
    }

    @ParameterizedTest
    @CsvSource({"50, 2", "90, 7", "100, 999", "1, 2", "95, 7", "96, 999"})
    void percentilesAreFound(int percent, int bucket) {
        try (var loaded = Kernel.load(PercentileBpf.bytes())) {
            assertThat(asked(loaded, 1000, percent)).as("nothing there").isEqualTo(-1);
            loaded.map("histogram").update(NativeOrder.u32(2), NativeOrder.u64(80));
            loaded.map("histogram").update(NativeOrder.u32(7), NativeOrder.u64(15));
            loaded.map("histogram").update(NativeOrder.u32(999), NativeOrder.u64(5));
            assertThat(asked(loaded, 1000, percent)).isEqualTo(bucket);
            assertThat(asked(loaded, 3, percent)).as("the first three buckets").isEqualTo(2);
        }
    }

    private static int asked(LoadedObject loaded, int buckets, int percent) {
        return loaded.program("find")
                .runContext(NativeOrder.u32(buckets, percent))
                .returnValue();
    }

    @Test
    void aBucketLetsABurstThrough() {
        try (var loaded =
                Kernel.load(TokenBucketBpf.configure().perSecond(1).burst(5).object())) {
            var verdicts = new ArrayList<Integer>();
            for (var i = 0; i < 7; i++)
                verdicts.add(loaded.program("limit").run(new byte[64]).returnValue());
            assertThat(verdicts).startsWith(PASS, PASS, PASS, PASS, PASS).contains(DROP);
            var bucket = TokenBucketBpf.Views.bucket(
                    ByteBuffer.wrap(loaded.global("bucket").bytes()));
            assertThat(bucket.tokens()).isZero();
            assertThat(bucket.filled()).isBetween(1L, System.nanoTime());
        }
    }

    @Test
    void eachClientHasABucketOfItsOwn() {
        try (var loaded = Kernel.open(DnsLimiterBpf.bytes())
                .set("perSecond", 1)
                .set("burst", 2)
                .load()) {
            assertThat(limited(loaded, CLIENT, 53)).isEqualTo(PASS);
            assertThat(limited(loaded, CLIENT, 53)).isEqualTo(PASS);
            assertThat(List.of(limited(loaded, CLIENT, 53), limited(loaded, CLIENT, 53)))
                    .contains(DROP);
            assertThat(limited(loaded, SERVER, 53)).isEqualTo(PASS);
            assertThat(limited(loaded, CLIENT, 54)).as("no DNS").isEqualTo(PASS);
            assertThat(loaded.map("clients").keys()).hasSize(2);
        }
    }

    private static int limited(LoadedObject loaded, int client, int port) {
        return loaded.program("limit")
                .run(Packets.udp(client, 4000, 3, port).array())
                .returnValue();
    }

    @Test
    void classesOfOneObjectShareItsMap() {
        var answer = Packets.udp(SERVER, 53, CLIENT, 4000).array();
        try (var loaded = Kernel.load(IncomingPeersBpf.bytes())) {
            assertThat(loaded.program("admit").run(answer).returnValue()).isEqualTo(DROP);
            loaded.program("remember").run(Packets.udp(CLIENT, 4000, SERVER, 53).array());
            assertThat(loaded.program("admit").run(answer).returnValue()).isEqualTo(PASS);
        }
        try (var hasty = Kernel.open(IncomingPeersBpf.bytes()).set("seconds", 0).load()) {
            hasty.program("remember").run(Packets.udp(CLIENT, 4000, SERVER, 53).array());
            assertThat(hasty.program("admit").run(answer).returnValue()).isEqualTo(DROP);
        }
    }

    @Test
    void programsGoOnInEachOther() {
        try (var loaded = Kernel.load(ParserStagesBpf.bytes())) {
            for (var type : new int[] {0x0800, 0x86dd, 0x0806, 0x0800})
                assertThat(loaded.program("dispatch")
                                .run(Packets.ethernet(type))
                                .returnValue())
                        .isEqualTo(PASS);
            assertThat(loaded.global("ipv4").number()).isEqualTo(2);
            assertThat(loaded.global("ipv6").number()).isEqualTo(1);
            assertThat(loaded.global("others").number()).isEqualTo(1);
        }
    }

    @Test
    void workersAreChosenInAssembly() {
        try (var loaded = Kernel.load(FlowShardBpf.configure().workers(7).object())) {
            for (var client : new int[] {CLIENT, 0x0a0000ff, 0xc0a80001, -1}) {
                assertThat(worker(loaded, client, SERVER)).isEqualTo(mixed(client, SERVER) % 7);
                assertThat(worker(loaded, SERVER, client)).isEqualTo(mixed(client, SERVER) % 7);
            }
        }
    }

    private static long worker(LoadedObject loaded, int source, int destination) {
        var run = loaded.program("choose")
                .run(Packets.udp(source, 1, destination, 2).array(), new byte[192]);
        return ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(8);
    }

    private static long mixed(int source, int destination) {
        var hash = Integer.toUnsignedLong(source ^ destination);
        hash = (hash ^ hash >>> 15) * 0x2c1b3c6d;
        return (hash ^ hash >>> 32) & 0xffffffffL;
    }

    @Test
    void factsAreThoseOfTheKernel() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/config.gz")), "this kernel does not tell its configuration");
        try (var loaded = Kernel.load(KernelFactsBpf.bytes())) {
            var size = KernelFactsBpf.Views.FactsView.SIZE;
            var run = loaded.program("tell").runContext(new byte[size]);
            var facts = KernelFactsBpf.Views.FactsView.of(ByteBuffer.wrap(run.context()));
            var release =
                    Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
            assertThat(facts.version() >>> 16).isEqualTo(Long.parseLong(release[0]));
            assertThat(facts.version() >>> 8 & 0xff).isEqualTo(Long.parseLong(release[1]));
            assertThat(facts.ticksPerSecond()).isIn(100, 250, 300, 1000);
            assertThat(facts.ipv6()).isEqualTo(Files.exists(Path.of("/proc/net/if_inet6")));
            assertThat(facts.entry()).isEqualTo(symbol("vfs_read").orElseThrow());
        }
    }

    private static Optional<Long> symbol(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/kallsyms"))) {
            return lines.filter(line -> line.matches("\\p{XDigit}+ . " + name))
                    .findFirst()
                    .map(line -> Long.parseUnsignedLong(line.substring(0, 16), 16));
        }
    }

    @ParameterizedTest
    @CsvSource({"Host: www.example.org, example, 10", "Host: example, www, 0", "Accept: Host: www, www, 0", "'', www, 0"
    })
    void hostsAreFound(String line, String host, int found) {
        try (var loaded = Kernel.load(KernelStringsBpf.bytes())) {
            loaded.global("line").set(Arrays.copyOf(line.getBytes(StandardCharsets.UTF_8), 128));
            loaded.global("host").set(Arrays.copyOf(host.getBytes(StandardCharsets.UTF_8), 32));
            var run = loaded.program("find").runContext(NativeOrder.u32(0));
            assertThat(run.returnValue()).isEqualTo(found > 0 ? 1 : 0);
            assertThat(Math.max(
                            0,
                            ByteBuffer.wrap(run.context())
                                    .order(ByteOrder.nativeOrder())
                                    .getInt()))
                    .isEqualTo(found);
        }
    }

    @Test
    void processesHaveParents() {
        try (var loaded = Kernel.load(ProcessTreeBpf.bytes())) {
            var run = loaded.program("climb").runContext(new byte[8]);
            var answer = ProcessTreeBpf.Views.AnswerView.of(ByteBuffer.wrap(run.context()));
            var ancestors = new ArrayList<Integer>();
            for (var process = ProcessHandle.current().parent();
                    process.isPresent();
                    process = process.get().parent())
                ancestors.add((int) process.get().pid());
            var pids = ByteBuffer.wrap(loaded.global("pids").bytes()).order(ByteOrder.nativeOrder());
            assertThat(answer.depth()).isBetween(1, 16);
            for (var i = 0; i < Math.min(answer.depth(), ancestors.size()); i++)
                assertThat(pids.getInt(i * 4)).isEqualTo(ancestors.get(i));
            assertThat(answer.cpu()).isBetween(0L, (long) Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void theProcessThatHasRunLongestIsFound() throws IOException {
        try (var loaded = Kernel.load(LongestRunningBpf.bytes())) {
            var before = longest();
            var run = loaded.program("find").runContext(new byte[16]);
            var answer = LongestRunningBpf.Views.AnswerView.of(ByteBuffer.wrap(run.context()));
            assertThat(answer.nanoseconds()).isBetween(before, longest());
            assertThat(answer.processes()).isPositive();
            assertThat(Path.of("/proc", Integer.toString(answer.pid()))).isDirectory();
        }
    }

    /** The longest time that the first thread of any process has run. */
    private static long longest() throws IOException {
        var longest = 0L;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    var words = Files.readString(process.resolve("schedstat")).split(" ");
                    longest = Math.max(longest, Long.parseLong(words[0]));
                } catch (IOException e) {
                    // it has ended
                }
            }
        }
        return longest;
    }

    @Test
    void tasksAreReadWhereverTheirFieldsLie() throws IOException {
        try (var loaded = Kernel.load(TaskFactsBpf.bytes())) {
            loaded.program("onExec").runContext(new byte[24]);
            var self = ProcessHandle.current();
            assertThat(loaded.global("pid").number()).isEqualTo(self.pid());
            assertThat(loaded.global("parent").number())
                    .isEqualTo(self.parent().orElseThrow().pid());
            assertThat(loaded.global("threads").number()).isGreaterThan(1);
            assertThat(loaded.global("nanoseconds").number()).isPositive();
            assertThat(loaded.global("state").number()).as("it runs").isZero();
            assertThat(loaded.global("initial").number())
                    .isEqualTo(
                            Files.readString(Path.of("/proc/thread-self/comm")).charAt(0));
        }
    }

    private static byte[] array(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
