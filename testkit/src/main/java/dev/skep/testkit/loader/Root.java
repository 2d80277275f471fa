package dev.skep.testkit.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where programs and their libraries lie: this machine, or unpacked packages.
 *
 * @param path the folder that looks like {@code /}
 */
record Root(Path path) {
    static final Root MACHINE = new Root(Path.of("/"));

    private static final Pattern LIBRARY = Pattern.compile("^\\s*([^\\s/]+) => (/\\S+) \\(0x");
    private static final Pattern MISSING = Pattern.compile("^\\s*(\\S+) => not found");

    /** The first of these files that is here. */
    Optional<Path> find(String... files) {
        return Stream.of(files).map(path::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** The library of this name, of the machine's own architecture. */
    Path library(String name) throws LoaderUnavailable {
        for (Path folder : libraryFolders()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new LoaderUnavailable("no " + name + " below " + path);
    }

    /** Copies the libraries that a program needs, under the names by which it asks for them, and {@code ld.so}. */
    void copyLibraries(Path program, Path into) throws LoaderUnavailable, IOException {
        Path dynamicLinker = dynamicLinker();
        String folders = libraryFolders().stream().map(Path::toString).collect(Collectors.joining(":"));
        String listed = Command.succeed(
                List.of(dynamicLinker.toString(), "--library-path", folders, "--list", program.toString()));
        for (String line : listed.lines().collect(Collectors.toList())) {
            Matcher missing = MISSING.matcher(line);
            if (missing.find()) {
                throw new LoaderUnavailable("no " + missing.group(1) + " for " + program.getFileName());
            }
            Matcher library = LIBRARY.matcher(line);
            if (library.find()) {
                copy(Path.of(library.group(2)), into.resolve(library.group(1)));
            }
        }
        copy(dynamicLinker, into.resolve("ld.so"));
    }

    /** Tells a file from what may lie at its path later. */
    static String identity(Path file) throws IOException {
        Path real = file.toRealPath();
        return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
    }

    /** The command that runs a program with the libraries beside it. */
    static List<String> dynamicCommand(Path folder, String program) {
        return List.of(
                folder.resolve("ld.so").toString(),
                "--library-path",
                folder.toString(),
                folder.resolve(program).toString());
    }

    /** Copies a program with its libraries. */
    void copyProgram(Path program, Path into) throws LoaderUnavailable, IOException {
        copy(program, into.resolve(program.getFileName().toString()));
        copyLibraries(program, into);
    }

    private Path dynamicLinker() throws LoaderUnavailable {
        for (Path folder : libraryFolders()) {
            try (Stream<Path> files = Files.list(folder)) {
                Optional<Path> found = files.filter(
                                file -> file.getFileName().toString().matches("ld-linux-.*\\.so\\.\\d"))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException e) {
                throw new LoaderUnavailable("cannot read " + folder + ": " + e.getMessage(), e);
            }
        }
        throw new LoaderUnavailable("no dynamic linker below " + path);
    }

    /** Debian keeps the libraries of each architecture in a folder of its own; the one with a C library is ours. */
    private List<Path> libraryFolders() throws LoaderUnavailable {
        try (Stream<Path> folders = Files.list(path.resolve("usr/lib"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("libc.so.6")))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new LoaderUnavailable("no libraries below " + path, e);
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        if (!Files.exists(to)) {
            Files.copy(file, to);
        }
    }
}
