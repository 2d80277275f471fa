package dev.skep.testkit.packages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Debian packages, unpacked in a folder of the user's. Any number of processes and threads may ask. */
public final class PackageCache {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path root;
    private final Machine machine;
    private final Duration patience;

    PackageCache(Path root, Machine machine, Duration patience) {
        this.root = root.toAbsolutePath();
        this.machine = machine;
        this.patience = patience;
    }

    /** The cache of the user who runs this: {@code $XDG_CACHE_HOME/skep} or {@code ~/.cache/skep}. */
    public static PackageCache ofUser() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path folder = caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return new PackageCache(folder.resolve("skep"), new Machine(Path.of("/")), PATIENCE);
    }

    /** The folder in which all of this lies; others may keep beside it what they made from packages. */
    public Path folder() {
        return root;
    }

    /**
     * A folder that looks like {@code /} and holds just these packages, in the newest versions that the suite has. The same
     * request has the same folder until the suite has newer ones. Nobody may write into it.
     *
     * @throws PackageUnavailable if there is no such package, or no way to it from here
     */
    public Path unpacked(Suite suite, Set<String> packages) throws PackageUnavailable {
        return inside(suite, shelf -> shelf.unpacked("just", new TreeSet<>(packages), Apt::filesOf));
    }

    /**
     * As {@link #unpacked}, with all that these packages depend on, down to the C library.
     *
     * @throws PackageUnavailable if there is no such package, or no way to it from here
     */
    public Path unpackedWithDependencies(Suite suite, Set<String> packages) throws PackageUnavailable {
        return inside(
                suite,
                shelf -> shelf.unpacked("with dependencies", new TreeSet<>(packages), Apt::filesWithDependencies));
    }

    /**
     * A folder with the kernel to which {@code linux-image-FLAVOUR} leads today: its image in {@code boot} or beside its
     * modules, which are in the one folder of {@code lib/modules}, named by what {@code uname -r} says on it.
     *
     * @throws PackageUnavailable if there is no such flavour, or no way to it from here
     */
    public Path unpackedKernel(Suite suite, String flavour) throws PackageUnavailable {
        return inside(suite, shelf -> shelf.unpacked("kernel", new TreeSet<>(Set.of(flavour)), Apt::filesOfKernels));
    }

    private interface Work {
        Path on(Shelf shelf) throws IOException, PackageUnavailable;
    }

    /** Works on a suite alone: a file lock keeps other processes out, and the monitor other threads of this one. */
    private Path inside(Suite suite, Work work) throws PackageUnavailable {
        AptSource source = machine.ownSource();
        Path folder = root.resolve("packages").resolve(suite.codename());
        synchronized (suite) {
            try {
                Files.createDirectories(folder);
                try (FileChannel file = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = file.lock()) {
                    assert lock.isValid();
                    Apt apt = Apt.in(folder.resolve("apt"), source.stanzaFor(suite.codename()), patience);
                    return work.on(Shelf.open(folder, apt));
                }
            } catch (IOException e) {
                throw new PackageUnavailable("the cache of packages cannot be used: " + e, e);
            }
        }
    }
}
