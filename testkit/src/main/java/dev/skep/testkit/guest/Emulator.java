package dev.skep.testkit.guest;

import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code qemu-system-x86_64} without hardware's help, from Debian's packages, and not installed: wherever a test runs, it is
 * the same emulator.
 *
 * @param root the system that it lies in
 */
record Emulator(Path root) implements Machine {
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

    /**
     * Five-level page tables ({@code la57}) make 6.12 panic now and then, and so does a timer that seems to stand still on a busy machine.
     * {@code bpf} among the LSMs lets programs attach to them.
     */
    private static final List<String> MACHINE = List.of(
            "-nodefaults",
            "-no-user-config",
            "-no-reboot",
            "-display",
            "none",
            "-machine",
            "pc,accel=tcg",
            "-cpu",
            "max,la57=off",
            "-m",
            "1024",
            "-append",
            "console=ttyS0 loglevel=6 panic=-1 oops=panic no_timer_check lsm=capability,bpf");

    static Emulator of(PackageCache cache) throws PackageUnavailable {
        return new Emulator(cache.unpackedWithDependencies(Suite.BOOKWORM, Set.of("qemu-system-x86")));
    }

    /** The archive is gone from its folder as soon as it is open, so that not even a killed process leaves it. */
    @Override
    public Process boot(Path kernel, Path archive) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "exec 3<\"$1\"; rm \"$1\"; shift; exec \"$@\""));
        command.addAll(List.of("sh", archive.toString(), "setpriv", "--pdeathsig", "KILL", "--"));
        String libraries = root.resolve(LIBRARIES) + ":" + root.resolve("lib/x86_64-linux-gnu");
        command.addAll(List.of(root.resolve("lib64/ld-linux-x86-64.so.2").toString(), "--library-path", libraries));
        command.add(root.resolve("usr/bin/qemu-system-x86_64").toString());
        command.addAll(List.of("-L", root.resolve("usr/share/qemu").toString()));
        command.addAll(List.of("-L", root.resolve("usr/share/seabios").toString()));
        command.addAll(MACHINE);
        command.addAll(List.of("-kernel", kernel.toString(), "-initrd", "/dev/fd/3"));
        command.addAll(List.of("-chardev", "file,id=console,path=/dev/fd/2", "-serial", "chardev:console"));
        command.addAll(List.of("-chardev", "stdio,id=report,signal=off", "-serial", "chardev:report"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("QEMU_MODULE_DIR", root.resolve(LIBRARIES).resolve("qemu").toString());
        return builder.start();
    }
}
