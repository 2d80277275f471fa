package dev.skep.processor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.AttachType;
import dev.skep.kernel.ProgramType;
import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the kernel for packets and sockets, where they have an effect: on devices, in cgroups and on sockets of the test's own. */
class NetKfuncsTest {
    private static final int ENODATA = -61;
    private static final int ENOENT = -2;
    private static final int RSS_L4 = 8;
    private static final int ETH_P_8021Q = 0x8100;

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    /** Two connected devices; what is sent to an address behind the first one comes in by the second one. */
    private static NetworkNamespace devices() {
        var network = NetworkNamespace.create();
        network.vethPair("one", "other");
        network.run("ip", "addr", "add", "192.0.2.1/24", "dev", "one").orFail();
        network.run("ip", "neigh", "add", "192.0.2.2", "lladdr", "02:00:00:00:00:02", "dev", "one")
                .orFail();
        return network;
    }

    private static void send(NetworkNamespace network, String address, int port, byte... data) {
        network.call(() -> {
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(data, data.length, InetAddress.getByName(address), port));
                return socket.getLocalPort();
            }
        });
    }

    private static int number(LoadedObject object, String global) {
        return (int) object.global(global).number();
    }

    /** The driver of these devices has no clock, hashes as others do, and tells a tag that was not put into the packet. */
    @Test
    void aDriverIsAskedAboutAPacket() {
        try (var network = devices();
                var tags = load("Devices", "tagged");
                var asks = network.call(() -> Kernel.open(KfuncSources.object("Devices"))
                        .only("asks")
                        .boundTo(network.index("other"))
                        .load());
                var asked = network.attach(asks.program("asks"), "other", AttachType.XDP.id())) {
            assertThat(asked).isNotNull();
            send(network, "192.0.2.2", 9, new byte[20]);
            await(asks, "packets", 1);
            var plain = asked(asks);
            assertThat(plain).startsWith(0, 0, ENODATA).endsWith(RSS_L4, 0, 0);
            assertThat(plain[3]).as("hash").isNotZero();

            try (var tagged = network.attach(tags.program("tagged"), "one", AttachType.TCX_EGRESS.id())) {
                assertThat(tagged).isNotNull();
                send(network, "192.0.2.2", 9, new byte[20]);
                await(asks, "packets", 2);
            }
            assertThat(asked(asks))
                    .startsWith(0, 0, 0)
                    .endsWith(RSS_L4, Short.reverseBytes((short) ETH_P_8021Q) & 0xffff, 42);
        }
    }

    private static int[] asked(LoadedObject loaded) {
        var numbers = new int[7];
        ByteBuffer.wrap(loaded.global("asked").bytes())
                .order(ByteOrder.nativeOrder())
                .asIntBuffer()
                .get(numbers);
        return numbers;
    }

    /** What comes in does so soon. */
    private static void await(LoadedObject loaded, String global, int expected) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (number(loaded, global) != expected && System.nanoTime() < deadline) Thread.onSpinWait();
        assertThat(number(loaded, global)).isEqualTo(expected);
    }

    @Test
    void metadataIsRead() {
        try (var network = devices();
                var loaded = Kernel.open(KfuncSources.object("Devices"))
                        .only("colors", "sees")
                        .load();
                var colored = network.attach(loaded.program("colors"), "other", AttachType.XDP.id());
                var seen = network.attach(loaded.program("sees"), "other", AttachType.TCX_INGRESS.id())) {
            assertThat(List.of(colored, seen)).doesNotHaveDuplicates();
            send(network, "192.0.2.2", 9, new byte[20]);
            await(loaded, "seen", 7 * 35);
            assertThat(number(loaded, "size")).isEqualTo(8);
        }
    }

    @Test
    void aConnectionGoesToAnotherPath(@TempDir Path folder) throws IOException {
        Judge.require("perl");
        var path = folder.resolve("elsewhere");
        try (var loaded = Kernel.open(KfuncSources.object("Sockets"))
                        .only("redirected")
                        .as(ProgramType.CGROUP_SOCK_ADDR.id(), AttachType.CGROUP_UNIX_CONNECT.id())
                        .load();
                var cgroup = Cgroup.create();
                var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                var redirected = cgroup.attach(loaded.program("redirected"), AttachType.CGROUP_UNIX_CONNECT.id())) {
            assertThat(redirected).isNotNull();
            server.bind(UnixDomainSocketAddress.of(path));
            loaded.global("elsewhere").set(Arrays.copyOf(path.toString().getBytes(US_ASCII), 100));
            var connect =
                    "socket S, PF_UNIX, SOCK_STREAM, 0; connect S, sockaddr_un(shift) or die; syswrite S, 'hello'";
            cgroup.run(
                            "perl",
                            "-MSocket",
                            "-e",
                            connect,
                            folder.resolve("nowhere").toString())
                    .orFail();
            var text = ByteBuffer.allocate(5);
            try (var accepted = server.accept()) {
                accepted.read(text);
            }
            assertThat(new String(text.array(), US_ASCII)).isEqualTo("hello");
            assertThat(number(loaded, "result")).isZero();
        }
    }

    @Test
    void theTimeOfAPacketIsTold() throws IOException {
        try (var loaded = load("Sockets", "stamped");
                var cgroup = Cgroup.create();
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var stamped = cgroup.attach(loaded.program("stamped"), AttachType.CGROUP_SOCK_OPS.id())) {
            assertThat(stamped).isNotNull();
            var port = server.getLocalPort();
            cgroup.run("timeout", "20", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port + " && echo hello >&3")
                    .orFail();
            assertThat(number(loaded, "result")).isZero();
            assertThat(number(loaded, "stamps")).isPositive();
        }
    }

    /** The segment says: number 1 comes next, a header of 20 bytes, ACK and PSH, window 777. */
    @Test
    void aHandshakeEndsThatNeverBegan() throws Exception {
        try (var network = NetworkNamespace.create();
                var loaded = load("Sockets", "disguised", "assigned")) {
            network.run("ip", "link", "set", "lo", "up").orFail();
            try (var disguised = network.attach(loaded.program("disguised"), "lo", AttachType.TCX_EGRESS.id());
                    var assigned = network.attach(loaded.program("assigned"), "lo", AttachType.TCX_INGRESS.id());
                    var server = network.call(() -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))) {
                assertThat(List.of(disguised, assigned)).doesNotHaveDuplicates();
                server.setSoTimeout(10_000);
                var segment = ByteBuffer.allocate(14)
                        .putInt(1)
                        .putInt(0x50180000 | 777)
                        .putInt(0);
                segment.put("hi".getBytes(US_ASCII));
                send(network, "127.0.0.1", server.getLocalPort(), segment.array());
                try (var connection = server.accept()) {
                    assertThat(connection.getInputStream().readNBytes(2))
                            .asString(US_ASCII)
                            .isEqualTo("hi");
                }
                assertThat(number(loaded, "result")).isZero();
            }
        }
    }

    @Test
    void aStateOfIpsecIsFound() {
        try (var network = NetworkNamespace.create();
                var loaded = load("Sockets", "secured")) {
            assertThat(secured(network, loaded)).isEqualTo(ENOENT);
            var state = "src 127.0.0.1 dst 127.0.0.1 proto esp mode transport min 0x1234 max 0x1234";
            network.run(("ip xfrm state allocspi " + state).split(" ")).orFail();
            assertThat(secured(network, loaded)).isEqualTo(0x1234);
        }
    }

    private static int secured(NetworkNamespace network, LoadedObject loaded) {
        return network.call(() -> loaded.program("secured").run(new byte[64]).returnValue());
    }

    private static LoadedObject load(String object, String... programs) {
        return Kernel.open(KfuncSources.object(object)).only(programs).load();
    }
}
