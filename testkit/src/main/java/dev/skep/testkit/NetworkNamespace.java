package dev.skep.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A network namespace of the test's own, to attach programs in; deleted, with its devices, when closed. */
public final class NetworkNamespace implements AutoCloseable {
    /** {@code CLONE_NEWNET}. */
    private static final int NETWORK = 0x4000_0000;

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

    /** Calls something from a thread inside the namespace: sockets that it opens belong there. */
    public <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            int descriptor = descriptor();
            int entered = Bpf.LIBC.setns(descriptor, NETWORK);
            int error = Bpf.errno();
            Bpf.close(descriptor);
            if (entered != 0) throw Missing.judge("no right to enter a network namespace: " + Bpf.describe(error));
            return work.call();
        });
        new Thread(task, name).start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Attaches a program to the namespace, by the kernel's number for the attach type: {@code BPF_SK_LOOKUP} is 36. */
    public Attached attach(LoadedProgram program, int attachType) {
        int descriptor = descriptor();
        try {
            return Attached.link(program, descriptor, attachType);
        } finally {
            Bpf.close(descriptor);
        }
    }

    /** Attaches a program to a device, by the kernel's number for the attach type: {@code BPF_XDP} is 37. */
    public Attached attach(LoadedProgram program, String device, int attachType) {
        int index = index(device);
        return call(() -> Attached.link(program, index, attachType));
    }

    /** The number of a device. */
    public int index(String device) {
        String shown = run("ip", "-o", "link", "show", "dev", device).orFail().out();
        return Integer.parseInt(shown.substring(0, shown.indexOf(':')));
    }

    private int descriptor() {
        int descriptor = Bpf.LIBC.open("/run/netns/" + name, 0);
        return Bpf.check(descriptor < 0 ? -Bpf.errno() : descriptor, "open namespace " + name);
    }

    @Override
    public void close() {
        ip.run("netns", "del", name).orFail();
    }
}
