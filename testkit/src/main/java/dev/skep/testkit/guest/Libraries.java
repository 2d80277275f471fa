package dev.skep.testkit.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shared libraries of a system that lies below a folder. */
final class Libraries {
    private static final String MULTIARCH = "x86_64-linux-gnu";
    private static final List<String> FOLDERS = List.of(
            "usr/local/lib", "lib/" + MULTIARCH, "usr/lib/" + MULTIARCH, "lib64", "usr/lib64", "lib", "usr/lib");
    private static final int LINKS = 40; // as in the kernel

    private final Path root;

    private Libraries(Path root) {
        this.root = root;
    }

    static Libraries in(Path root) {
        return new Libraries(root);
    }

    /** All libraries that this program or library needs, and those need, by name. */
    Map<String, Path> neededBy(Path file) throws IOException {
        Map<String, Path> libraries = new TreeMap<>();
        Deque<Path> open = new ArrayDeque<>(List.of(follow(file)));
        while (!open.isEmpty()) {
            Path user = open.remove();
            Elf elf = Elf.read(user);
            for (String name : elf.needed()) {
                if (!libraries.containsKey(name)) {
                    Path library = find(name, elf.searchPath(), user);
                    libraries.put(name, library);
                    open.add(library);
                }
            }
        }
        return libraries;
    }

    private Path find(String name, String searchPath, Path user) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : searchPath.split(":", -1)) {
            if (folder.startsWith("$ORIGIN")) {
                folders.add(Path.of(user.getParent() + folder.substring("$ORIGIN".length())));
            } else if (folder.startsWith("/")) {
                folders.add(root.resolve(folder.substring(1)));
            }
        }
        FOLDERS.forEach(folder -> folders.add(root.resolve(folder)));
        for (Path folder : folders) {
            Path library = follow(folder.resolve(name));
            if (Files.isRegularFile(library)) {
                return library;
            }
        }
        throw new IOException("no library " + name + " below " + root + ", which " + user.getFileName() + " needs");
    }

    /** The file to which a link leads; what is absolute in it starts at the root of this system. */
    Path follow(Path file) throws IOException {
        Path followed = file;
        for (int i = 0; Files.isSymbolicLink(followed); i++) {
            if (i == LINKS) {
                throw new IOException("too many links from " + file);
            }
            Path target = Files.readSymbolicLink(followed);
            followed = target.isAbsolute()
                    ? root.resolve(Path.of("/").relativize(target))
                    : followed.resolveSibling(target);
        }
        return followed;
    }
}
