package dev.skep.testkit.guest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that a guest finds in its file system beside busybox; all of them may be executed. */
public final class GuestFiles {
    private interface Content {
        void writeTo(Cpio archive, String path) throws IOException;
    }

    /** No part of the path is empty, {@code .} or {@code ..}. */
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\\x00]+)+");

    private final Map<String, Content> contents = new TreeMap<>();

    /** No files yet. */
    public GuestFiles() {}

    /** A collection that starts with what is in this one. */
    GuestFiles copy() {
        GuestFiles copy = new GuestFiles();
        copy.contents.putAll(contents);
        return copy;
    }

    /** Adds a file with these bytes; the path starts with {@code /}. */
    public GuestFiles add(String path, byte[] bytes) {
        byte[] kept = bytes.clone();
        return put(path, (archive, name) -> archive.file(name, kept));
    }

    /** Adds the file, or the file to which this link leads. */
    public GuestFiles add(String path, Path file) {
        return put(path, (archive, name) -> archive.file(name, Files.readAllBytes(file)));
    }

    /** Adds a symbolic link. */
    public GuestFiles addLink(String path, String target) {
        return put(path, (archive, name) -> archive.link(name, target));
    }

    /** Adds an empty folder. */
    public GuestFiles addFolder(String path) {
        return put(path, Cpio::folder);
    }

    /** Adds files and folders with all that is in them, at the same paths in the guest as below {@code root}. */
    public GuestFiles addTree(Path root, String... paths) throws IOException {
        for (String path : paths) {
            Path top = root.resolve(absolute(path).substring(1));
            List<Path> found;
            try (Stream<Path> files = Files.walk(top)) {
                found = files.collect(Collectors.toList());
            }
            for (Path file : found) {
                String name = "/" + root.relativize(file);
                if (Files.isSymbolicLink(file)) {
                    addLink(name, Files.readSymbolicLink(file).toString());
                } else if (Files.isDirectory(file)) {
                    addFolder(name);
                } else {
                    add(name, file);
                }
            }
        }
        return this;
    }

    /**
     * Adds a program and the shared libraries that it needs, in the folder {@code /opt/NAME}: programs of any suite run in
     * any guest, each with the C library of its own suite.
     *
     * @param name the folder's name
     * @param root the system that has the program and its libraries
     * @param program the program's path below {@code root}
     * @return the words with which a command starts the program
     * @throws IOException if a file cannot be read or a library is not there
     */
    public List<String> addProgram(String name, Path root, String program) throws IOException {
        Libraries libraries = Libraries.in(root);
        Path file = libraries.follow(root.resolve(absolute(program).substring(1)));
        String folder = "/opt/" + name;
        for (Map.Entry<String, Path> library : libraries.neededBy(file).entrySet()) {
            add(folder + "/lib/" + library.getKey(), library.getValue());
        }
        List<String> words = new ArrayList<>();
        String interpreter = Elf.read(file).interpreter();
        if (!interpreter.isEmpty()) {
            String loader = folder + "/lib/" + Path.of(interpreter).getFileName();
            add(loader, libraries.follow(root.resolve(absolute(interpreter).substring(1))));
            words.addAll(List.of(loader, "--library-path", folder + "/lib"));
        }
        String target = folder + "/bin/" + Path.of(program).getFileName();
        add(target, file);
        words.add(target);
        return List.copyOf(words);
    }

    private GuestFiles put(String path, Content content) {
        contents.put(absolute(path), content);
        return this;
    }

    private static String absolute(String path) {
        if (!PLAIN.matcher(path).matches()) {
            throw new IllegalArgumentException("path in a guest must start with / and be plain: " + path);
        }
        return path;
    }

    /** Writes all of it as an archive that the kernel unpacks; the same files make the same bytes. */
    void writeArchive(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                Cpio archive = new Cpio(out)) {
            SortedSet<String> parents = parents();
            for (String folder : parents) {
                archive.folder(folder.substring(1));
            }
            for (Map.Entry<String, Content> entry : contents.entrySet()) {
                if (!parents.contains(entry.getKey())) {
                    entry.getValue().writeTo(archive, entry.getKey().substring(1));
                }
            }
        }
    }

    /** The folders above all of this, each after its own parent. */
    private SortedSet<String> parents() {
        SortedSet<String> parents = new TreeSet<>();
        for (String path : contents.keySet()) {
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                parents.add(path.substring(0, slash));
            }
        }
        return parents;
    }
}
