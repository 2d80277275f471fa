package dev.skep.testkit.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.testkit.Judge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache on an archive made for the test: nothing is asked from the network. */
class PackageCacheTest {
    @TempDir
    Path folder;

    private TestArchive archive;
    private PackageCache cache;

    @BeforeEach
    void makeAnArchive() throws IOException {
        Judge.require("apt-get");
        Judge.require("dpkg-deb");
        archive = new TestArchive(folder.resolve("archive"));
        archive.add("tool", "1:1.0", "Depends: library\n", "usr/bin/tool");
        archive.add("library", "2", "", "lib/library.so");
        archive.publish(Suite.SID);
        cache = cacheOn(archive.uri());
    }

    private PackageCache cacheOn(String uri) throws IOException {
        return cacheOn(uri, Duration.ofSeconds(30));
    }

    private PackageCache cacheOn(String uri, Duration patience) throws IOException {
        Path machine = Files.createDirectories(folder.resolve("machine"));
        Files.createDirectories(machine.resolve("etc/apt"));
        Files.writeString(machine.resolve("etc/os-release"), "ID=debian\nVERSION_CODENAME=bookworm\n");
        Files.writeString(machine.resolve("etc/apt/sources.list"), "deb [trusted=yes] " + uri + " bookworm main\n");
        return new PackageCache(folder.resolve("cache"), new Machine(machine), patience);
    }

    @Test
    void unpacksJustThese() throws Exception {
        Path unpacked = cache.unpacked(Suite.SID, Set.of("tool"));

        assertThat(unpacked.resolve("bin/tool")).hasContent("tool 1:1.0");
        assertThat(unpacked.resolve("lib/library.so")).doesNotExist();
    }

    @Test
    void unpacksWithDependencies() throws Exception {
        Path unpacked = cache.unpackedWithDependencies(Suite.SID, Set.of("tool"));

        assertThat(unpacked.resolve("usr/bin/tool")).hasContent("tool 1:1.0");
        assertThat(unpacked.resolve("usr/lib/library.so"))
                .as("a package from before /lib was /usr/lib")
                .hasContent("library 2");
        assertThat(unpacked.resolve("lib")).isSymbolicLink();
    }

    @Test
    void unpacksOnce() throws Exception {
        Path first = cache.unpacked(Suite.SID, Set.of("tool", "library"));
        archive.delete();

        assertThat(cache.unpacked(Suite.SID, Set.of("library", "tool"))).isEqualTo(first);
    }

    @Test
    void takesANewerVersionWhenTheIndexIsOld() throws Exception {
        Path old = cache.unpacked(Suite.SID, Set.of("tool"));
        archive.add("tool", "1:1.1", "", "usr/bin/tool");
        archive.publish(Suite.SID);

        assertThat(cache.unpacked(Suite.SID, Set.of("tool"))).isEqualTo(old);
        ageIndex(Duration.ofDays(8));
        assertThat(cache.unpacked(Suite.SID, Set.of("tool")).resolve("bin/tool"))
                .hasContent("tool 1:1.1");
        assertThat(old.resolve("bin/tool")).as("others may still use it").hasContent("tool 1:1.0");
    }

    @Test
    void goesOnWithAnOldIndexWhereNoNewOneCanBeHad() throws Exception {
        Path old = cache.unpacked(Suite.SID, Set.of("tool"));
        archive.delete();
        ageIndex(Duration.ofDays(8));

        assertThat(cache.unpacked(Suite.SID, Set.of("tool"))).isEqualTo(old);
        assertThatThrownBy(() -> cache.unpacked(Suite.SID, Set.of("library"))).isInstanceOf(PackageUnavailable.class);
        assertThat(partial()).isEmpty();
    }

    @Test
    void keepsAnOldVersionWhereTheNewOneCannotBeHad() throws Exception {
        Path old = cache.unpacked(Suite.SID, Set.of("tool"));
        archive.add("tool", "1:1.1", "", "usr/bin/tool");
        archive.publish(Suite.SID);
        archive.damage("tool");
        ageIndex(Duration.ofDays(8));

        assertThat(cache.unpacked(Suite.SID, Set.of("tool"))).isEqualTo(old);
    }

    private void ageIndex(Duration age) throws IOException {
        Path stamp = folder.resolve("cache/packages/sid/apt/refreshed");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void removesWhatAKilledProcessLeft() throws Exception {
        Path left = Files.createDirectories(folder.resolve("cache/packages/sid/partial/tree/usr/bin"));
        Files.writeString(left.resolve("half"), "");

        assertThat(cache.unpacked(Suite.SID, Set.of("tool"))).isDirectory();
        assertThat(partial()).isEmpty();
    }

    @Test
    void refusesABrokenFileAndLeavesNothing() throws Exception {
        cache.unpacked(Suite.SID, Set.of("library"));
        archive.damage("tool");

        assertThatThrownBy(() -> cache.unpacked(Suite.SID, Set.of("tool")))
                .isInstanceOf(PackageUnavailable.class)
                .hasMessageContaining("tool");
        assertThat(cache.unpacked(Suite.SID, Set.of("library"))).isDirectory();
        assertThat(partial()).isEmpty();
    }

    private List<Path> partial() throws IOException {
        if (!Files.exists(folder.resolve("cache/packages/sid/partial"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("cache/packages/sid/partial"))) {
            return files.collect(Collectors.toList());
        }
    }

    @Test
    void namesThePackageThatDoesNotExist() {
        assertThatThrownBy(() -> cache.unpacked(Suite.SID, Set.of("nosuch")))
                .isInstanceOf(PackageUnavailable.class)
                .hasMessage("apt-get: Unable to locate package nosuch");
    }

    @Test
    void givesUpOnASourceThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PackageCache waiting =
                    cacheOn("http://127.0.0.1:" + silent.getLocalPort() + "/debian", Duration.ofSeconds(1));

            assertThatThrownBy(() -> waiting.unpacked(Suite.TRIXIE, Set.of("tool")))
                    .isInstanceOf(PackageUnavailable.class)
                    .hasMessageContaining("Failed to fetch");
        }
    }

    @Test
    void saysThatOnlyDebianHasPackages() throws Exception {
        Files.writeString(folder.resolve("machine/etc/os-release"), "ID=other\nVERSION_CODENAME=bookworm\n");

        assertThatThrownBy(() -> cache.unpacked(Suite.SID, Set.of("tool")))
                .isInstanceOf(PackageUnavailable.class)
                .hasMessageStartingWith("packages are fetched on Debian only");
    }

    @Test
    void findsTheKernelInOnePackageOrInSeveral() throws Exception {
        archive.add("linux-image-one", "1", "Depends: linux-image-5.10.0-1-one (= 1)\n", "usr/share/one");
        archive.add("linux-image-5.10.0-1-one", "1", "Depends: kmod, linux-base (>= 4.3~)\n", "boot/vmlinuz");
        archive.add("linux-image-two", "1", "Depends: linux-base-two, linux-image-7.2+x-two (= 1)\n", "usr/share/two");
        archive.add("linux-image-7.2+x-two", "1", "Depends: dracut | x, linux-modules-7.2+x-two (= 1)\n", "boot/x");
        archive.add("linux-modules-7.2+x-two", "1", "", "usr/lib/modules/x");
        archive.publish(Suite.SID);

        Path one = cache.unpackedKernel(Suite.SID, "one");
        assertThat(one.resolve("boot/vmlinuz")).hasContent("linux-image-5.10.0-1-one 1");
        assertThat(one.resolve("usr/share/one")).doesNotExist();
        Path two = cache.unpackedKernel(Suite.SID, "two");
        assertThat(two.resolve("boot/x")).hasContent("linux-image-7.2+x-two 1");
        assertThat(two.resolve("lib/modules/x")).hasContent("linux-modules-7.2+x-two 1");
        assertThatThrownBy(() -> cache.unpackedKernel(Suite.SID, "three"))
                .isInstanceOf(PackageUnavailable.class)
                .hasMessageContaining("three");
    }

    @Test
    void fetchesTheIndexAgainWhereTheArchiveHasMovedOn() throws Exception {
        cache.unpacked(Suite.SID, Set.of("library"));
        archive.damage("tool");
        archive.add("tool", "1:1.1", "", "usr/bin/tool");
        archive.publish(Suite.SID);
        ageIndex(Duration.ofHours(2));

        assertThat(cache.unpacked(Suite.SID, Set.of("tool")).resolve("bin/tool"))
                .hasContent("tool 1:1.1");
    }

    @Test
    void servesManyAtOnce() {
        List<CompletableFuture<Path>> asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::tool))
                .collect(Collectors.toList());

        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    private Path tool() {
        try {
            return cache.unpacked(Suite.SID, Set.of("tool"));
        } catch (PackageUnavailable e) {
            throw new AssertionError(e);
        }
    }
}
