package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Bytes that go over TCP within a network namespace, whose sockets take the congestion control that they are told to. */
public final class Transfer {
    private static final int SEED = 7;

    private Transfer() {}

    /** Sends bytes as below, with a congestion control of an object that bpftool registers for as long. */
    public static void registered(Path object, String struct, String congestion, int bytes) throws IOException {
        var bpftool = Judge.require("bpftool");
        var registered =
                bpftool.run("struct_ops", "register", object.toString()).orFail();
        var said = registered.out() + registered.err();
        var id = said.strip().replaceFirst("(?s).* id (\\d+)$", "$1");
        try (var namespace = NetworkNamespace.create()) {
            assertThat(said).contains("tcp_congestion_ops " + struct + " id ");
            run(namespace, congestion, bytes);
        } finally {
            bpftool.run("struct_ops", "unregister", "id", id).orFail();
        }
    }

    /** Sends bytes from this process to itself; fails unless all of them arrive as they were. */
    public static void run(NetworkNamespace namespace, String congestion, int bytes) throws IOException {
        namespace.run("ip", "link", "set", "lo", "mtu", "1500", "up").orFail();
        var route =
                "ip route replace local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 table local congctl ";
        namespace.run((route + congestion).split(" ")).orFail();
        var sent = new byte[bytes];
        new Random(SEED).nextBytes(sent);
        var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = namespace.call(() -> ServerSocketChannel.open().bind(anywhere))) {
            var address = server.getLocalAddress();
            var received = CompletableFuture.supplyAsync(() -> receive(server));
            try (var client = namespace.call(() -> SocketChannel.open(address))) {
                for (var rest = ByteBuffer.wrap(sent); rest.hasRemaining(); ) client.write(rest);
            }
            assertThat(received.join()).isEqualTo(sent);
        }
    }

    private static byte[] receive(ServerSocketChannel server) {
        try (var connection = server.accept()) {
            return Channels.newInputStream(connection).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
