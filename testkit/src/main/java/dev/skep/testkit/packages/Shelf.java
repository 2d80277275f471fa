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
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One suite's part of the cache, while its lock is held. */
final class Shelf {
    private static final Duration INDEX_AGE = Duration.ofDays(7);
    private static final Duration NEXT_TRY = Duration.ofHours(1);
    private static final Duration FRESH = Duration.ofHours(1);

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
        for (String part : List.of("requests", "unpacked")) {
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
        Optional<Path> known = known(request);
        if (known.isPresent() && !modified(request).isBefore(modified(stamp))) {
            return known.get();
        }
        try {
            return answer(request, packages, resolver);
        } catch (PackageUnavailable e) {
            return known.orElseThrow(() -> e); // older than the index, and better than none
        }
    }

    /** An index that is not fresh may name files that the archive has no more. */
    private Path answer(Path request, SortedSet<String> packages, Resolver resolver)
            throws IOException, PackageUnavailable {
        try {
            return answerByIndex(request, packages, resolver);
        } catch (PackageUnavailable e) {
            if (Instant.now().isBefore(modified(stamp).plus(FRESH)) || !updates()) {
                throw e;
            }
            return answerByIndex(request, packages, resolver);
        }
    }

    private Path answerByIndex(Path request, SortedSet<String> packages, Resolver resolver)
            throws IOException, PackageUnavailable {
        try {
            Path unpacked = unpacked(resolver.files(apt, packages));
            Path answer = Files.writeString(
                    partial().resolve("request"), unpacked.getFileName().toString());
            Files.move(answer, request, StandardCopyOption.ATOMIC_MOVE);
            return unpacked;
        } finally {
            remove(folder.resolve("partial"));
        }
    }

    private Path partial() throws IOException {
        return Files.createDirectories(folder.resolve("partial"));
    }

    private Optional<Path> known(Path request) throws IOException {
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
        Path fetched = Files.createDirectories(partial().resolve("fetched"));
        Path tree = Files.createDirectories(partial().resolve("tree"));
        apt.download(files, fetched);
        for (String merged : List.of("bin", "sbin", "lib", "lib64")) { // as on an installed system of any of the suites
            Files.createDirectories(tree.resolve("usr").resolve(merged));
            Files.createSymbolicLink(tree.resolve(merged), Path.of("usr", merged));
        }
        for (String file : files) {
            List<String> unpack = List.of("tar", "-x", "--keep-directory-symlink", "-C", tree.toString());
            Tool.runPipe(fetched, List.of(List.of("dpkg-deb", "--fsys-tarfile", file), unpack));
        }
        Files.move(tree, into, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Fetches the index if it is old; an old one does where no new one can be had. */
    private void refresh() throws IOException, PackageUnavailable {
        Instant due = Files.exists(stamp) ? modified(stamp).plus(INDEX_AGE) : Instant.MIN;
        if (apt.hasIndex() && Instant.now().isBefore(due)) {
            return;
        }
        if (apt.hasIndex()) {
            updates();
        } else {
            apt.update();
            setAge(Duration.ZERO);
        }
    }

    /** Whether a new index could be had; if not, nobody tries for an hour. */
    private boolean updates() throws IOException {
        try {
            apt.update();
            setAge(Duration.ZERO);
            return true;
        } catch (PackageUnavailable e) {
            setAge(INDEX_AGE.minus(NEXT_TRY));
            return false;
        }
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
