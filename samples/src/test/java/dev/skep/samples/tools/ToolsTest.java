package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.Sockets;
import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.NetworkNamespace;
import dev.skep.testkit.Output;
import dev.skep.testkit.ThreadClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools, as far as they can be loaded or run without looking at the machine's other processes. */
final class ToolsTest {
    /** {@code BPF_SK_LOOKUP}. */
    private static final int SK_LOOKUP = 36;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OpenSnoop.class,
                Bootstrap.class,
                RunqLatency.class,
                BlockLatency.class,
                TcpLife.class,
                TaskList.class,
                Profile.class,
                ConnectRedirect.class,
                ExecSnoop.class,
                SteerSocket.class
            })
    void theKernelTakesIt(Class<?> tool) throws IOException {
        try (var loaded = Kernel.load(object(tool))) {
            assertThat(loaded.programs()).isNotEmpty();
        }
    }

    @Test
    void tasksAreListed(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("tasks.o"), object(TaskList.class));
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("tasks");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            var lines = Files.readAllLines(pin);
            assertThat(lines.get(0)).isEqualTo("     PID   PARENT      UID");
            var self = ProcessHandle.current();
            assertThat(lines)
                    .contains("%8d %8d %8d"
                            .formatted(self.pid(), self.parent().orElseThrow().pid(), 0));
        }
    }

    @Test
    void connectionsGoToTheBackend() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var loaded = Kernel.load(object(ConnectRedirect.class));
                var cgroup = Cgroup.create()) {
            var id = String.valueOf(loaded.program("connect").id());
            Judge.require("bpftool")
                    .run("cgroup", "attach", cgroup.folder().toString(), "connect4", "id", id)
                    .orFail();
            loaded.map("backends").update(address(0xc000_0201, 80), address(0x7f00_0001, server.getLocalPort()));
            cgroup.run("timeout", "20", "bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/80")
                    .orFail();
            server.setSoTimeout(10_000);
            server.accept().close();
        }
    }

    /** A test run of the tracepoint finds the process that tests: as if it had started just now. */
    @Test
    void argumentsAreTold() throws IOException {
        try (var loaded = Kernel.load(object(ExecSnoop.class))) {
            assertThat(loaded.program("exec").runContext(new byte[24]).returnValue())
                    .isZero();
            var records = loaded.map("execs").consume();
            assertThat(records).hasSize(1);
            var exec = ExecSnoopBpf.Views.ExecView.of(ByteBuffer.wrap(records.get(0)));
            var self = ProcessHandle.current();
            assertThat(exec.pid()).isEqualTo(self.pid());
            assertThat(exec.parent()).isEqualTo(self.parent().orElseThrow().pid());
            assertThat(exec.uid()).isZero();
            var told = Arrays.copyOfRange(
                    records.get(0), ExecSnoopBpf.Views.ExecView.SIZE - 20 * 128, ExecSnoopBpf.Views.ExecView.SIZE);
            var expected = told(Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1));
            assertThat(new String(told, 0, (int) exec.length(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(String.join("", expected));
            assertThat(exec.arguments()).isEqualTo(expected.size());
            assertThat(ToldDirectory.of(exec.from()))
                    .isEqualTo(Path.of("/proc/self/cwd").toRealPath().toString());
        }
    }

    /** A process in a mounted file system is told with where that is mounted. */
    @Test
    void directoriesAreToldThroughMounts() throws IOException {
        try (var mounted = BpfFs.mount()) {
            var inner = Files.createDirectories(mounted.folder().resolve("outer/" + "i".repeat(100)));
            var java = ProcessHandle.current().info().command().orElseThrow();
            var told = Judge.require("env")
                    .run(
                            "--chdir=" + inner,
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ToldDirectory.class.getName(),
                            Tool.object(ExecSnoop.class).toAbsolutePath().toString())
                    .orFail();
            assertThat(told.out().strip())
                    .isEqualTo(mounted.folder().toRealPath() + "/outer/" + "i".repeat(Directories.LONGEST - 1));
        }
    }

    @Test
    void ticksTellWhoRuns() throws IOException {
        try (var loaded = Kernel.load(object(Profile.class));
                var clock = ThreadClock.of(
                        loaded.program("tick"), Duration.ofMillis(1).toNanos())) {
            var counts = loaded.map("counts");
            clock.during(() -> {
                var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (counts.keys().isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
            });
            var process = Files.readString(Path.of("/proc/self/comm")).strip();
            var thread = Files.readString(Path.of("/proc/thread-self/comm")).strip();
            assertThat(counts.keys()).isNotEmpty().allSatisfy(key -> {
                var running = ProfileBpf.Views.RunningView.of(ByteBuffer.wrap(key));
                assertThat(running.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(running.processText()).isEqualTo(process);
                assertThat(running.threadText()).isEqualTo(thread);
                assertThat(List.of(running.kernelStack(), running.userStack())).anyMatch(stack -> stack >= 0);
            });
        }
    }

    /** The arguments with their NULs, up to the first long one, which is cut. */
    private static List<String> told(String commandLine) {
        List<String> told = new ArrayList<>();
        for (var argument : commandLine.split("\0", -1)) {
            if (told.size() == 20 || argument.isEmpty()) break;
            told.add(argument.substring(0, Math.min(argument.length(), 127)) + "\0");
            if (argument.length() >= 127) break;
        }
        return told;
    }

    @Test
    void connectionsGoToTheSocketThatServes() throws IOException {
        try (var namespace = NetworkNamespace.create();
                var loaded = Kernel.load(object(SteerSocket.class));
                var attached = namespace.attach(loaded.program("steer"), SK_LOOKUP)) {
            assertThat(attached.descriptor()).isPositive();
            namespace.run("ip", "link", "set", "lo", "up").orFail();
            var before = Sockets.open();
            try (var server = namespace.call(() -> ServerSocketChannel.open(StandardProtocolFamily.INET)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9999)))) {
                var after = Sockets.open();
                after.removeAll(before);
                loaded.map("sockets")
                        .update(
                                NativeOrder.u32(3),
                                NativeOrder.u64(after.iterator().next()));
                loaded.map("services").update(address(0, 80), NativeOrder.u32(3));
                loaded.map("services").update(address(0x7f00_0002, 80), NativeOrder.u32(4));
                assertThat(connect(namespace, "127.0.0.1", 80).exit()).isZero();
                assertThat(server.accept().getLocalAddress()).hasToString("/127.0.0.1:80");
                assertThat(connect(namespace, "127.0.0.2", 80).exit())
                        .as("nobody serves")
                        .isNotZero();
                assertThat(connect(namespace, "127.0.0.1", 81).exit())
                        .as("not listed")
                        .isNotZero();
            }
        }
    }

    private static Output connect(NetworkNamespace namespace, String address, int port) {
        return namespace.run("timeout", "5", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port);
    }

    private static byte[] address(int ip, int port) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(ip)
                .putShort((short) port)
                .array();
    }

    /** A kernel may forbid fentry and LSM programs: these objects are read and written again by bpftool, and loaded by nobody here. */
    @ParameterizedTest
    @ValueSource(classes = {TcpConnect.class, FileGuard.class})
    void bpftoolReadsWhatThisKernelForbids(Class<?> tool, @TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("tool.o"), object(tool));
        var linked = folder.resolve("linked.o");
        Judge.require("bpftool")
                .run("gen", "object", linked.toString(), file.toString())
                .orFail();
        assertThat(linked).isNotEmptyFile();
    }

    private static byte[] object(Class<?> tool) throws IOException {
        return Files.readAllBytes(Path.of("target/classes/META-INF/bpf", tool.getName() + ".bpf.o"));
    }
}
