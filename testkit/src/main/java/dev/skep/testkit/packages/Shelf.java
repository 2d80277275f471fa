package dev.skep.testkit.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One suite's part of the cache, while its lock is held. */
final class Shelf {
    private static final Duration INDEX_AGE = Duration.ofDays(7);
    private static final Duration NEXT_TRY = Duration.ofHours(1);

    private final Path folder;
    private final Path stamp;
    private final Apt apt;

    private Shelf(Path folder, Apt apt) {
        this.folder = folder;
        this.stamp = folder.resolve("apt/refreshed");
        this.apt = apt;
    }

    /** Opens the shelf of a folder: removes what a killed process left and sees to it that there is an index. */
    static Shelf open(Path folder, Apt apt) throws IOException, PackageUnavailable {
        Shelf shelf = new Shelf(folder, apt);
        remove(folder.resolve("partial"));
        for (String part : List.of("partial", "requests", "unpacked")) {
            Files.createDirectories(folder.resolve(part));
        }
        shelf.refresh();
        return shelf;
    }

    /** Which files answer a request, by apt's word. */
    interface Resolver {
        List<String> files(Apt apt, Collection<String> packages) throws IOException, PackageUnavailable;
    }

    /** The folder with these packages; {@code kind} tells requests with other answers for the same packages apart. */
    Path unpacked(String kind, SortedSet<String> packages, Resolver resolver) throws IOException, PackageUnavailable {
        Path request = folder.resolve("requests").resolve(hash(kind + ": " + String.join(" ", packages)));
        Optional<Path> known = answer(request);
        if (known.isPresent() && !modified(request).isBefore(modified(stamp))) {
            return known.get();
        }
        try {
            Path unpacked = unpacked(resolver.files(apt, packages));
            Path answer = Files.writeString(
                    folder.resolve("partial/request"), unpacked.getFileName().toString());
            Files.move(answer, request, StandardCopyOption.ATOMIC_MOVE);
            return unpacked;
        } catch (PackageUnavailable e) {
            remove(folder.resolve("partial"));
            return known.orElseThrow(() -> e); // older than the index, and better than none
        }
    }

    private Optional<Path> answer(Path request) throws IOException {
        return Files.exists(request)
                ? Optional.of(folder.resolve("unpacked").resolve(Files.readString(request)))
                        .filter(Files::isDirectory)
                : Optional.empty();
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private Path unpacked(List<String> files) throws IOException, PackageUnavailable {
        Path unpacked = folder.resolve("unpacked").resolve(hash(String.join("\n", files)));
        if (!Files.isDirectory(unpacked)) {
            unpack(files, unpacked);
        }
        return unpacked;
    }

    private void unpack(List<String> files, Path into) throws IOException, PackageUnavailable {
        Path fetched = Files.createDirectory(folder.resolve("partial/fetched"));
        Path tree = Files.createDirectory(folder.resolve("partial/tree"));
        apt.download(files, fetched);
        for (String merged : List.of("bin", "sbin", "lib", "lib64")) { // as on an installed system of any of the suites
            Files.createDirectories(tree.resolve("usr").resolve(merged));
            Files.createSymbolicLink(tree.resolve(merged), Path.of("usr", merged));
        }
        for (String file : files) {
            List<String> unpack = List.of("tar", "-x", "--keep-directory-symlink", "-C", tree.toString());
            Tool.runPipe(fetched, List.of(List.of("dpkg-deb", "--fsys-tarfile", file), unpack));
        }
        remove(fetched);
        Files.move(tree, into, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Some suites have a kernel in one package, others what the image depends on in packages of the same ending. */
    KernelPackages newestKernel(String flavour) throws IOException, PackageUnavailable {
        String prefix = "linux-image-";
        String image = apt.dependencies(prefix + flavour).stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new PackageUnavailable(prefix + flavour + " leads to no kernel"));
        String release = image.substring(prefix.length());
        Set<String> packages = new TreeSet<>(Set.of(image));
        apt.dependencies(image).stream()
                .filter(name -> name.endsWith("-" + release))
                .forEach(packages::add);
        return new KernelPackages(release, packages);
    }

    /** Fetches the index if it is old; an old one does where no new one can be had. */
    private void refresh() throws IOException, PackageUnavailable {
        Instant due = Files.exists(stamp) ? modified(stamp).plus(INDEX_AGE) : Instant.MIN;
        if (apt.hasIndex() && Instant.now().isBefore(due)) {
            return;
        }
        try {
            apt.update();
        } catch (PackageUnavailable e) {
            if (!apt.hasIndex()) {
                throw e;
            }
            setAge(INDEX_AGE.minus(NEXT_TRY));
            return;
        }
        setAge(Duration.ZERO);
    }

    private void setAge(Duration age) throws IOException {
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minus(age)));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(path);
            }
        }
    }
}
