package dev.skep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A cgroup of the test's own, to attach programs to; removed, with what is attached to it, when closed. */
public final class Cgroup implements AutoCloseable {
    private static final String ENTER_AND_RUN = "echo $$ >\"$0\" && exec \"$@\"";

    private final Path mount;
    private final Path folder;

    private Cgroup(Path mount) {
        this.mount = mount;
        this.folder = mount.resolve("skep-" + UUID.randomUUID());
    }

    /** Creates a cgroup of a fresh name below the root; the test is skipped aloud where that is not allowed. */
    public static Cgroup create() {
        try {
            Path mount = Files.createTempDirectory("skep-cgroups");
            Output mounted = Judge.require("mount").run("-t", "cgroup2", "cgroup2", mount.toString());
            if (mounted.exit() != 0) {
                Files.delete(mount);
                throw Missing.judge(
                        "no right to mount the cgroups: " + mounted.err().strip());
            }
            Cgroup created = new Cgroup(mount);
            Output made = Judge.require("mkdir").run(created.folder.toString());
            if (made.exit() != 0) {
                created.unmount();
                throw Missing.judge("no right to make a cgroup: " + made.err().strip());
            }
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder by which tools know it. */
    public Path folder() {
        return folder;
    }

    /** Runs a command inside the cgroup. */
    public Output run(String... command) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-c");
        arguments.add(ENTER_AND_RUN);
        arguments.add(folder.resolve("cgroup.procs").toString());
        arguments.addAll(List.of(command));
        return Judge.require("sh").run(arguments, new byte[0]);
    }

    /** Attaches a program to the cgroup, by the kernel's number for the attach type: {@code BPF_CGROUP_SOCK_OPS} is 3. */
    public Attached attach(LoadedProgram program, int attachType) {
        int opened = Bpf.LIBC.open(folder.toString(), 0);
        int descriptor = Bpf.check(opened < 0 ? -Bpf.errno() : opened, "open cgroup " + folder);
        try {
            return Attached.link(program, descriptor, attachType);
        } finally {
            Bpf.close(descriptor);
        }
    }

    @Override
    public void close() {
        try {
            Files.delete(folder);
            unmount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unmount() throws IOException {
        Judge.require("umount").run(mount.toString()).orFail();
        Files.delete(mount);
    }
}
