package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools, as far as they can be loaded or run without looking at the machine's other processes. */
final class ToolsTest {
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
                ConnectRedirect.class
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
