package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.Sockets;
import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.LoadedProgram;
import dev.skep.testkit.NativeOrder;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs at sockets and cgroups, attached to cgroups of the test's own or run on their own. */
final class HookSamplesTest {
    private static final int DROP = 0;
    private static final int PASS = 1;
    private static final int LOOKUP_CONTEXT = 72;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void processesOfTheCgroupReachThisMachineOnly() throws IOException {
        try (var loaded = Kernel.load(LoopbackOnlyBpf.bytes());
                var cgroup = Cgroup.create();
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            attach(cgroup, "connect4", loaded.program("connect"));
            connect(cgroup, "127.0.0.1", server.getLocalPort(), "true").orFail();
            assertThat(loaded.global("refused").number()).isZero();

            var refused = connect(cgroup, "192.0.2.1", 80, "true");
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.err()).contains("Operation not permitted");
            assertThat(loaded.global("refused").number()).isEqualTo(1);
        }
    }

    @Test
    void connectionsAreKnownWhileTheyLast() throws IOException {
        try (var loaded = Kernel.load(ConnectionAgesBpf.bytes());
                var cgroup = Cgroup.create();
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            attach(cgroup, "sock_ops", loaded.program("follow"));
            var earliest = System.nanoTime();
            var opened = CompletableFuture.supplyAsync(() -> acceptAndLook(server, loaded));
            connect(cgroup, "127.0.0.1", server.getLocalPort(), "cat <&3").orFail();
            assertThat(opened.join()).isBetween(earliest, System.nanoTime());
            assertThat(loaded.global("total").number()).isEqualTo(1);
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!loaded.map("opened").keys().isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
            assertThat(loaded.map("opened").keys()).isEmpty();
        }
    }

    /** Looks at the one connection while it is there, then closes it. */
    private static long acceptAndLook(ServerSocket server, LoadedObject loaded) {
        try (var connection = server.accept()) {
            assertThat(connection.isConnected()).isTrue();
            var keys = loaded.map("opened").keys();
            assertThat(keys).hasSize(1);
            return NativeOrder.number(loaded.map("opened").lookup(keys.get(0)).orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A shell that connects, as its file 3, and then runs a command. */
    private static Output connect(Cgroup cgroup, String address, int port, String command) {
        return cgroup.run("timeout", "20", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port + " && " + command);
    }

    private static void attach(Cgroup cgroup, String where, LoadedProgram program) {
        var id = Integer.toString(program.id());
        Judge.require("bpftool")
                .run("cgroup", "attach", cgroup.folder().toString(), where, "id", id)
                .orFail();
    }

    @Test
    void oneSocketServesARangeOfPorts() throws IOException {
        try (var loaded =
                Kernel.load(PortRangeBpf.configure().first(7000).last(7999).object())) {
            var program = loaded.program("choose");
            assertThat(program.runContext(lookup(6999)).returnValue()).isEqualTo(PASS);
            assertThat(program.runContext(lookup(7000)).returnValue())
                    .as("nobody serves")
                    .isEqualTo(DROP);
            ServerSocketChannel.open(StandardProtocolFamily.INET).close(); // the first one opens more than one socket
            var before = Sockets.open();
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var after = Sockets.open();
                after.removeAll(before);
                assertThat(after).hasSize(1);
                loaded.map("servers")
                        .update(
                                NativeOrder.u32(0),
                                NativeOrder.u64(after.iterator().next()));
                assertThat(program.runContext(lookup(7000)).returnValue()).isEqualTo(PASS);
                assertThat(program.runContext(lookup(7999)).returnValue()).isEqualTo(PASS);
                assertThat(program.runContext(lookup(8000)).returnValue()).isEqualTo(PASS);
                assertThat(loaded.global("steered").number()).isEqualTo(2);
            }
        }
    }

    /** {@code struct bpf_sk_lookup} of a TCP connection that comes in. */
    private static byte[] lookup(int port) {
        var context = ByteBuffer.allocate(LOOKUP_CONTEXT).order(ByteOrder.nativeOrder());
        return context.putInt(8, 2).putInt(12, 6).putInt(60, port).array();
    }

    @Test
    void samplesAreTakenWhileTheThreadIsBusy() {
        try (var loaded = Kernel.load(CpuSamplesBpf.bytes());
                var clock = ThreadClock.of(
                        loaded.program("sample"), Duration.ofMillis(1).toNanos())) {
            assertThat(loaded.map("samples").keys()).isEmpty();
            clock.during(() -> {
                var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (loaded.map("samples").keys().isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
            });
            assertThat(loaded.map("samples").keys()).isNotEmpty().allSatisfy(key -> assertThat(
                            CpuSamplesBpf.Views.samplesKey(ByteBuffer.wrap(key)).pid())
                    .isEqualTo(ProcessHandle.current().pid()));
        }
    }

    @Test
    void onlyHeadersOfDatagramsAreSeen() {
        try (var loaded = Kernel.load(HeadersOnlyBpf.bytes())) {
            var program = loaded.program("trim");
            assertThat(program.run(Packets.udp(CLIENT, 1, SERVER, 2).array()).returnValue())
                    .isEqualTo(42);
            assertThat(program.run(Packets.tcp(CLIENT, 1, SERVER, 2, 0).array()).returnValue())
                    .isZero();
            assertThat(program.run(Packets.ethernet(0x86dd)).returnValue()).isZero();
        }
    }
}
