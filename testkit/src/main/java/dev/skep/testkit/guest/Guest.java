package dev.skep.testkit.guest;

import dev.skep.testkit.Missing;
import dev.skep.testkit.guest.GuestResult.KernelDied;
import dev.skep.testkit.guest.GuestResult.NotRun;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A virtual machine with a kernel of Debian's. Each run boots it anew; several may run at the same time. */
public final class Guest {
    /** Each boot ends with a command less; a kernel that dies more often than this would take all day. */
    private static final int BOOTS = 8;

    /** How the names of this process's archives start. */
    static final String ARCHIVE = "skep-guest-" + ProcessHandle.current().pid() + "-";

    private final KernelImage kernel;
    private final Machine machine;
    private final Path busybox;
    private final Boot.Patience patience;

    Guest(KernelImage kernel, Machine machine, Path busybox, Boot.Patience patience) {
        this.kernel = kernel;
        this.machine = machine;
        this.busybox = busybox;
        this.patience = patience;
    }

    /** A guest for a kernel; without what it takes the test is skipped with the reason, and fails where {@code CI=true}. */
    public static Guest require(GuestKernel kernel) {
        try {
            return of(PackageCache.ofUser(), kernel);
        } catch (PackageUnavailable e) {
            throw Missing.judge("no kernel " + kernel.label() + ": " + e.getMessage());
        }
    }

    /**
     * Fetches a kernel and what it takes to boot it, as far as they are not in the cache.
     *
     * @throws PackageUnavailable if one of them cannot be had; the message says why
     */
    public static Guest of(PackageCache cache, GuestKernel kernel) throws PackageUnavailable {
        Path busybox = cache.unpacked(Suite.BOOKWORM, Set.of("busybox-static")).resolve("bin/busybox");
        return new Guest(KernelImage.of(cache, kernel), Emulator.of(cache), busybox, Boot.Patience.USUAL);
    }

    /** The same with another image to boot. */
    Guest with(Path image) {
        return new Guest(new KernelImage(kernel.release(), image, kernel.modules()), machine, busybox, patience);
    }

    /** The same with more patience or less. */
    Guest with(Boot.Patience other) {
        return new Guest(kernel, machine, busybox, other);
    }

    /** What {@code uname -r} says on its kernel. */
    public String kernelRelease() {
        return kernel.release();
    }

    /** The image of its kernel, which has the types of the kernel in it. */
    public Path image() {
        return kernel.image();
    }

    /**
     * Boots the kernel once with these files and runs the commands one after the other. After each, whatever processes it
     * left are ended; what it pinned, attached or wrote stays for the next. A command that takes the kernel down with it
     * has its own result, and the commands after it run in a new boot, which knows nothing of those before.
     */
    public GuestRun run(GuestFiles files, List<GuestCommand> commands) {
        Map<Integer, GuestCommand> rest = new TreeMap<>();
        IntStream.range(0, commands.size()).forEach(number -> rest.put(number, commands.get(number)));
        Map<Integer, GuestResult> results = new TreeMap<>();
        StringBuilder console = new StringBuilder();
        String reason = "the kernel died " + BOOTS + " times before";
        for (int i = 0; i < BOOTS && !rest.isEmpty(); i++) {
            Map<Integer, GuestResult> learned = new TreeMap<>();
            try {
                Boot boot = boot(files, rest);
                console.append(boot.console());
                learned.putAll(boot.transcript().results());
                boot.transcript().running().ifPresent(number -> learned.put(number, fate(boot)));
                learned.keySet().retainAll(rest.keySet());
                if (learned.isEmpty()) {
                    reason = whyNothing(boot);
                }
            } catch (IOException e) {
                reason = "cannot start the guest: " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reason = "interrupted";
            }
            results.putAll(learned);
            rest.keySet().removeAll(learned.keySet());
            if (learned.isEmpty()) {
                break;
            }
        }
        for (Integer number : rest.keySet()) {
            results.put(number, new NotRun(reason));
        }
        return new GuestRun(kernel.release(), List.copyOf(results.values()), console.toString());
    }

    private Boot boot(GuestFiles files, Map<Integer, GuestCommand> commands) throws IOException, InterruptedException {
        GuestFiles all = files.copy();
        kernel.addModules(all);
        InitScript.addTo(all, busybox, commands);
        Path archive = Files.createTempFile(ARCHIVE, ".cpio");
        try {
            all.writeArchive(archive);
            return Boot.listenTo(machine.boot(kernel.image(), archive), commands, patience);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** What became of the command that was running when the boot ended. */
    private static GuestResult fate(Boot boot) {
        return boot.silent()
                ? new TimedOut(new byte[0], new byte[0])
                : new KernelDied(Console.decisiveLine(boot.console(), "the emulator ended"));
    }

    private static String whyNothing(Boot boot) {
        String what = boot.silent() ? "the kernel says nothing for too long" : "the kernel did not start";
        return Console.decisiveLine(boot.console(), what);
    }
}
