package dev.skep.testkit.loader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders of things that were built, each made once and never changed. What a killed process left half done lies in
 * {@code partial} and is removed by the next one.
 */
final class Workshop {
    private final Path folder;

    /** The workshop for one kind of thing. */
    Workshop(Path folder) {
        this.folder = folder;
    }

    /** Fills an empty folder. The thing is moved once it is done, so it must not depend on where it was built. */
    interface Work {
        void in(Path folder) throws IOException, LoaderUnavailable;
    }

    /** The folder of this name, made if there is none. */
    Path made(String name, Work work) throws LoaderUnavailable {
        Path made = folder.resolve(name);
        synchronized (Workshop.class) {
            try {
                Files.createDirectories(folder);
                try (FileChannel file = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = file.lock()) {
                    assert lock.isValid();
                    if (!Files.isDirectory(made)) {
                        Path partial = folder.resolve("partial");
                        remove(partial);
                        Files.createDirectory(partial);
                        work.in(partial);
                        Files.move(partial, made, StandardCopyOption.ATOMIC_MOVE);
                    }
                    return made;
                }
            } catch (IOException e) {
                throw new LoaderUnavailable("cannot build in " + folder + ": " + e, e);
            }
        }
    }

    /** The youngest folder whose name starts so. */
    Optional<Path> youngest(String prefix) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .max(Comparator.comparing(path -> path.toFile().lastModified()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes a folder and all in it. */
    static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
