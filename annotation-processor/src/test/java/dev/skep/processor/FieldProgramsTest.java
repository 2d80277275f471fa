package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedMap;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.LoadedProgram;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.ThreadTracepoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs of the kinds that people run, written as somebody would who knows Java and has not read everything: they compile, load, and find
 * what /proc says. They lie in the folder {@code field}.
 */
class FieldProgramsTest {
    private static final int PASS = 2;
    private static final int DROP = 1;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BioSnoop", "OffCpu", "SoftIrqs", "ProcTree", "Drops"})
    void theKernelTakesThem(String name) {
        try (LoadedObject loaded = Kernel.load(object(name))) {
            assertThat(loaded.programs()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aContainerIsToldByItsNamespaces() throws IOException {
        try (LoadedObject loaded = Kernel.load(object("ContainerExec"))) {
            loaded.program("exec").runContext(new byte[24]);
            var event = record(loaded, "events");
            assertThat(event.getInt(16)).isEqualTo(namespace("mnt"));
            assertThat(event.getInt(20)).isEqualTo(namespace("pid"));
            assertThat(event.getInt(24)).isEqualTo(namespace("net"));
            assertThat(event.getInt(28)).isEqualTo(pid());
            var numbers = Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                    .filter(line -> line.startsWith("NSpid:"))
                    .findFirst()
                    .orElseThrow()
                    .split("\\s+");
            assertThat(event.getInt(32)).isEqualTo(Integer.parseInt(numbers[numbers.length - 1]));
            assertThat(text(event, 40, 65)).isEqualTo(proc("/proc/sys/kernel/hostname"));
            var cgroup = proc("/proc/self/cgroup")
                    .lines()
                    .filter(line -> line.startsWith("0::/"))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(event, 105, 64)).isEqualTo(cgroup.substring(cgroup.lastIndexOf('/') + 1));
            for (var level = 0; level < Math.min(4, event.getInt(36) + 1); level++)
                assertThat(event.getInt(172 + 4 * level))
                        .as("on level %d", level)
                        .isPositive();
        }
    }

    @Test
    void ancestorsAreFollowedUpToTheFirst() {
        try (LoadedObject loaded = Kernel.open(object("ProcTree")).only("exec").load()) {
            loaded.program("exec").runContext(new byte[24]);
            var chain = record(loaded, "chains");
            List<Integer> pids = new ArrayList<>();
            for (var process = ProcessHandle.current();
                    pids.size() < 8;
                    process = process.parent().orElseThrow()) {
                pids.add((int) process.pid());
                if (process.pid() <= 1) break;
            }
            var found = IntStream.range(0, chain.getInt(0)).mapToObj(i -> chain.getInt(8 + 16 * i));
            assertThat(found).isEqualTo(pids);
            for (var i = 1; i < pids.size(); i++)
                assertThat(text(chain, 8 + 8 * 16 + 16 * i, 16)).isEqualTo(proc("/proc/" + pids.get(i) + "/comm"));
        }
    }

    /** One of the children of the parent is the process itself. */
    @Test
    void aListOfTheKernelIsWalked() {
        try (LoadedObject loaded = Kernel.load(object("Siblings"))) {
            loaded.program("exit").runContext(new byte[24]);
            var children = (int) loaded.global("children").number();
            var found = ByteBuffer.wrap(loaded.global("found").bytes()).order(ByteOrder.nativeOrder());
            assertThat(children).isBetween(1, 16);
            assertThat(IntStream.range(0, children).map(i -> found.getInt(20 * i)))
                    .contains(pid());
        }
    }

    @Test
    void systemCallsAreCountedAndTimed(@TempDir Path folder) {
        try (LoadedObject loaded =
                Kernel.open(object("SysCount")).set("filterPid", pid()).load()) {
            ThreadTracepoint.during(
                    loaded.program("sysEnter"),
                    tracepoint("sys_enter"),
                    () -> ThreadTracepoint.during(loaded.program("sysExit"), tracepoint("sys_exit"), () -> {
                        for (var i = 0; i < 3; i++) makeFolder(folder.resolve("folder" + i));
                    }));
            var mkdir = ByteBuffer.wrap(
                            loaded.map("data").lookup(NativeOrder.u32(83)).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(mkdir.getLong(0)).isEqualTo(3);
            assertThat(mkdir.getLong(8)).isPositive();
        }
    }

    @Test
    void socketsAreListed(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("table.o"), object("TcpTable"));
        try (var pins = BpfFs.mount();
                var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var pin = pins.folder().resolve("table");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            assertThat(Files.readString(pin)).contains(" 7f000001:" + server.getLocalPort() + " 00000000:0 0a ");
        }
    }

    @Test
    void connectionsAreAllowedByPrefixAndPort() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var loaded = Kernel.load(object("ConnectAllow"));
                var cgroup = Cgroup.create()) {
            var port = server.getLocalPort();
            Judge.require("bpftool")
                    .run(
                            "cgroup",
                            "attach",
                            cgroup.folder().toString(),
                            "connect4",
                            "id",
                            "" + loaded.program("connect4").id())
                    .orFail();
            assertThat(connects(cgroup, port)).as("without a rule").isFalse();
            var prefix = new byte[] {8, 0, 0, 0, 127, 0, 0, 0};
            loaded.map("rules4").update(prefix, rule(port, 1 << 6));
            assertThat(connects(cgroup, port)).isTrue();
            assertThat(connects(cgroup, port - 1)).as("another port").isFalse();
            var hits = ByteBuffer.wrap(loaded.map("rules4").lookup(prefix).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(hits.getLong(8)).isOne();
            loaded.map("rules4").update(prefix, rule(port, 1 << 17));
            assertThat(connects(cgroup, port)).as("another protocol").isFalse();
            assertThat(IntStream.range(0, 4).mapToObj(i -> sum(loaded.map("verdicts"), i)))
                    .containsExactly(1L, 1L, 1L, 1L);
        }
    }

    private static boolean connects(Cgroup cgroup, int port) {
        return cgroup.run("timeout", "5", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port)
                        .exit()
                == 0;
    }

    private static byte[] rule(int port, int protocols) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putShort((short) port)
                .putShort((short) port)
                .putInt(protocols)
                .array();
    }

    /** The header has an option of four bytes in front of what is limited. */
    @Test
    void packetsOfASourceAreLimited() {
        try (LoadedObject loaded =
                Kernel.open(object("XdpLimiter")).set("maxPackets", 2).load()) {
            var limit = loaded.program("limit");
            assertThat(verdict(limit, udp(1, 20), 2)).isEqualTo(PASS);
            assertThat(verdict(limit, udp(2, 20), 3)).isEqualTo(DROP);
            assertThat(verdict(limit, udp(3, 7), 1))
                    .as("a length that cannot be")
                    .isEqualTo(DROP);
            loaded.map("allowed").update(new byte[] {32, 0, 0, 0, 10, 0, 0, 4}, new byte[] {1});
            assertThat(verdict(limit, udp(4, 20), 9)).isEqualTo(PASS);
            assertThat(verdict(limit, tcp6(1, 0x12), 9)).as("SYN and ACK").isEqualTo(PASS);
            assertThat(verdict(limit, tcp6(2, 0x02), 2)).isEqualTo(PASS);
            assertThat(verdict(limit, tcp6(3, 0x02), 3)).isEqualTo(DROP);
            assertThat(IntStream.range(0, 6).mapToObj(i -> sum(loaded.map("reasons"), i)))
                    .containsExactly(2L + 2 + 9 + 2 + 2, 9L, 1L, 2L, 0L, 0L);
        }
    }

    private static int verdict(LoadedProgram program, byte[] packet, int times) {
        return program.repeat(packet, times).returnValue();
    }

    private static byte[] udp(int source, int length) {
        var packet = ByteBuffer.allocate(64);
        packet.putShort(12, (short) 0x0800)
                .put(14, (byte) 0x46)
                .put(23, (byte) 17)
                .putInt(26, 0x0a00_0000 + source);
        packet.putShort(42, (short) length);
        return packet.array();
    }

    private static byte[] tcp6(int source, int flags) {
        var packet = ByteBuffer.allocate(74);
        packet.putShort(12, (short) 0x86dd)
                .put(14, (byte) 0x60)
                .put(20, (byte) 6)
                .put(37, (byte) source);
        packet.put(54 + 13, (byte) flags);
        return packet.array();
    }

    @Test
    void bytesAreTakenFromABucket() {
        try (LoadedObject loaded = Kernel.load(object("Police"))) {
            loaded.map("marks").update(NativeOrder.u32(0x2e), NativeOrder.u32(7));
            var packet = ByteBuffer.allocate(100);
            packet.putShort(12, (short) 0x0800)
                    .put(14, (byte) 0x45)
                    .put(15, (byte) 0xb8)
                    .putInt(26, 0x0a00_0001);
            var first = loaded.program("police").run(packet.array(), new byte[192]);
            assertThat(first.returnValue()).isZero();
            assertThat(ByteBuffer.wrap(first.context())
                            .order(ByteOrder.nativeOrder())
                            .getInt(8))
                    .isEqualTo(7);
            assertThat(loaded.program("police").run(packet.array()).returnValue())
                    .as("more than the burst")
                    .isEqualTo(2);
            var bucket = ByteBuffer.wrap(loaded.map("buckets")
                            .lookup(NativeOrder.u32(0x0a00_0001))
                            .orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(bucket.getLong(8)).isEqualTo(50);
            assertThat(bucket.getLong(24)).isOne();
        }
    }

    /** Other kernels load it: see {@link LsmInGuestsTest}. */
    @Test
    void aGuardOfTheLsmMayAskForPaths() {
        assertThat(object("BprmGuard")).isNotEmpty();
    }

    static byte[] object(String name) {
        try (var source = FieldProgramsTest.class.getResourceAsStream("field/" + name + ".java")) {
            return Build.of(name, new String(source.readAllBytes(), StandardCharsets.UTF_8))
                    .objectOrFail(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer record(LoadedObject loaded, String map) {
        var records = loaded.map(map).consume();
        assertThat(records).hasSize(1);
        return ByteBuffer.wrap(records.get(0)).order(ByteOrder.nativeOrder());
    }

    private static long sum(LoadedMap map, int index) {
        return map.lookupPerCpu(NativeOrder.u32(index)).orElseThrow().stream()
                .mapToLong(value ->
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong())
                .sum();
    }

    private static String text(ByteBuffer bytes, int from, int most) {
        var length = IntStream.range(0, most)
                .filter(i -> bytes.get(from + i) == 0)
                .findFirst()
                .orElse(most);
        return new String(bytes.array(), from, length, StandardCharsets.UTF_8);
    }

    private static int namespace(String kind) throws IOException {
        var link = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
        return Integer.parseUnsignedInt(link.replaceAll("\\D", ""));
    }

    private static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    private static String proc(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long tracepoint(String name) {
        var folder = "/sys/kernel/tracing";
        return Long.parseLong(Judge.require("unshare")
                .run(
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tracefs none " + folder + " && cat " + folder + "/events/raw_syscalls/" + name
                                + "/id")
                .orFail()
                .out()
                .strip());
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
