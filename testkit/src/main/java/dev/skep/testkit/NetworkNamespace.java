package dev.skep.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A network namespace of the test's own, to attach programs in; deleted, with its devices, when closed. */
public final class NetworkNamespace implements AutoCloseable {
    private final Judge ip;
    private final String name;

    private NetworkNamespace(Judge ip, String name) {
        this.ip = ip;
        this.name = name;
    }

    /** Creates a namespace of a fresh name; the test is skipped aloud without {@code ip} or the right to do so. */
    public static NetworkNamespace create() {
        Judge ip = Judge.require("ip");
        String name = "skep-" + UUID.randomUUID();
        Output added = ip.run("netns", "add", name);
        if (added.exit() != 0) {
            throw Missing.judge(
                    "no right to create a network namespace: " + added.err().strip());
        }
        return new NetworkNamespace(ip, name);
    }

    /** The name under which {@code ip netns} knows it. */
    public String name() {
        return name;
    }

    /** Creates two connected devices in the namespace and sets both up. */
    public void vethPair(String device, String peer) {
        run("ip", "link", "add", device, "type", "veth", "peer", "name", peer).orFail();
        run("ip", "link", "set", device, "up").orFail();
        run("ip", "link", "set", peer, "up").orFail();
    }

    /** Runs a command inside the namespace. */
    public Output run(String... command) {
        List<String> arguments = new ArrayList<>(List.of("netns", "exec", name));
        arguments.addAll(List.of(command));
        return ip.run(arguments, new byte[0]);
    }

    @Override
    public void close() {
        ip.run("netns", "del", name).orFail();
    }
}
