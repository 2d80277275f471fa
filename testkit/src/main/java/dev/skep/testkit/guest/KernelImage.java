package dev.skep.testkit.guest;

import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A kernel that can be booted.
 *
 * @param release what {@code uname -r} says on it
 * @param image the file to boot
 * @param modules the folder of its modules
 */
record KernelImage(String release, Path image, Path modules) {
    /** Fetches the newest build of a kernel, or takes it from the cache. */
    static KernelImage of(PackageCache cache, GuestKernel kernel) throws PackageUnavailable {
        Path root = cache.unpackedKernel(kernel.suite(), kernel.flavour());
        Path modules = onlyFolder(root.resolve("lib/modules"));
        String release = modules.getFileName().toString();
        Path image = root.resolve("boot/vmlinuz-" + release);
        return new KernelImage(
                release, Files.exists(image) ? image : modules.resolve("vmlinuz"), modules.resolve("kernel"));
    }

    private static Path onlyFolder(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the modules that BPF programs attach to and with, as {@code /skep/modules/NN-NAME.ko} in order of insertion. */
    void addModules(GuestFiles files) throws IOException {
        int number = 10;
        for (KernelModule module : KernelModule.closure(modules, KernelModule.WANTED)) {
            files.add("/skep/modules/" + number++ + "-" + module.name() + ".ko", module.code());
        }
    }
}
