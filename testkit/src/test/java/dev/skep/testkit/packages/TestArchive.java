package dev.skep.testkit.packages;

import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small unsigned archive of Debian packages in a folder; the newest version of each package counts. */
final class TestArchive {
    private final Path folder;
    private final String architecture;
    private final Map<String, String> stanzas = new LinkedHashMap<>();

    TestArchive(Path folder) {
        this.folder = folder;
        this.architecture =
                Judge.require("dpkg").run("--print-architecture").orFail().out().strip();
    }

    String uri() {
        return folder.toUri().toString();
    }

    /** Adds a package with one file, whose content is the package's name and version. */
    void add(String name, String version, String fields, String file) throws IOException {
        Path tree = folder.resolve("trees").resolve(name + "_" + version.replace(":", "%3a"));
        String control = "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                + "\nMaintainer: nobody <nobody@localhost>\n" + fields + "Description: test\n";
        write(tree.resolve("DEBIAN/control"), control);
        write(tree.resolve(file), name + " " + version);
        Path deb = folder.resolve("pool").resolve(tree.getFileName() + ".deb");
        Files.createDirectories(deb.getParent());
        Judge.require("dpkg-deb")
                .run("-Zgzip", "--root-owner-group", "--build", tree.toString(), deb.toString())
                .orFail();
        byte[] bytes = Files.readAllBytes(deb);
        stanzas.put(
                name,
                control + "Filename: pool/" + deb.getFileName() + "\nSize: " + bytes.length + "\nSHA256: "
                        + sha256(bytes) + "\n\n");
    }

    /** Writes the index of a suite. */
    void publish(Suite suite) throws IOException {
        Path dist = folder.resolve("dists").resolve(suite.codename());
        String packages = String.join("", stanzas.values());
        String place = "main/binary-" + architecture + "/Packages";
        write(dist.resolve(place), packages);
        byte[] bytes = packages.getBytes(StandardCharsets.UTF_8);
        write(
                dist.resolve("Release"),
                "Suite: " + suite.codename() + "\nCodename: " + suite.codename() + "\nComponents: main\nArchitectures: "
                        + architecture + "\nDate: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n " + sha256(bytes) + " "
                        + bytes.length + " " + place + "\n");
    }

    /** Changes a byte within a package's file. */
    void damage(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("pool"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(name + "_"))
                    .collect(Collectors.toList())) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
    }

    /** Takes the archive away. */
    void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
