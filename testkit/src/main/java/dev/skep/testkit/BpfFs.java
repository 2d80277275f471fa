package dev.skep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A BPF file system of the test's own, to pin in; unmounted, which drops every pin, when closed. */
public final class BpfFs implements AutoCloseable {
    private final Path folder;

    private BpfFs(Path folder) {
        this.folder = folder;
    }

    /** Mounts a fresh file system in a temporary folder; the test is skipped aloud where that is not allowed. */
    public static BpfFs mount() {
        try {
            Path folder = Files.createTempDirectory("skep-bpffs");
            Output mounted = Judge.require("mount").run("-t", "bpf", "bpf", folder.toString());
            if (mounted.exit() != 0) {
                Files.delete(folder);
                throw Missing.judge(
                        "no right to mount a BPF file system: " + mounted.err().strip());
            }
            return new BpfFs(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder to pin in. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        Judge.require("umount").run(folder.toString()).orFail();
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
