package dev.skep.testkit.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the machine says about itself: where its own packages come from.
 *
 * @param root the root of its file system
 */
record Machine(Path root) {
    /** The entry of apt's sources that serves the machine's own release of Debian. */
    AptSource ownSource() throws PackageUnavailable {
        try {
            String release = release()
                    .orElseThrow(() -> new PackageUnavailable(
                            "packages are fetched on Debian only, and /etc/os-release names no release of it"));
            return sources().stream()
                    .filter(source -> source.serves(release))
                    .findFirst()
                    .orElseThrow(() -> new PackageUnavailable("apt's sources have no entry for " + release + " main"));
        } catch (IOException e) {
            throw new PackageUnavailable("cannot read apt's sources: " + e, e);
        }
    }

    private Optional<String> release() throws IOException {
        Path file = root.resolve("etc/os-release");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.contains("ID=debian")
                ? lines.stream()
                        .filter(line -> line.startsWith("VERSION_CODENAME="))
                        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                        .findFirst()
                : Optional.empty();
    }

    private List<AptSource> sources() throws IOException {
        Path apt = root.resolve("etc/apt");
        List<AptSource> sources = new ArrayList<>();
        if (Files.exists(apt.resolve("sources.list"))) {
            sources.addAll(AptSource.parseLines(Files.readString(apt.resolve("sources.list"))));
        }
        for (Path file : files(apt.resolve("sources.list.d"))) {
            if (file.toString().endsWith(".list")) {
                sources.addAll(AptSource.parseLines(Files.readString(file)));
            } else if (file.toString().endsWith(".sources")) {
                sources.addAll(AptSource.parseStanzas(Files.readString(file)));
            }
        }
        return sources;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        }
    }
}
