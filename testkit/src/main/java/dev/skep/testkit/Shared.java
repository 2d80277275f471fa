package dev.skep.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * Material that some machines keep in a folder {@code shared} beside the project: reference objects, packets, a corpus.
 * No test may fail because it is not there.
 */
public final class Shared {
    private Shared() {}

    /** The file or folder {@code name} below {@code ../shared} as seen from the project's root, where it exists. */
    public static Optional<Path> find(String name) {
        return projectRoot()
                .map(root -> root.resolveSibling("shared").resolve(name))
                .filter(Files::exists);
    }

    /** As {@link #find}; skips the test with the reason where there is no such file or folder. */
    public static Path require(String name) {
        return find(name).orElseThrow(() -> new TestAbortedException("no ../shared/" + name + " beside the project"));
    }

    /** The folder of the reactor that this process runs in: the nearest one upwards that holds {@code .mvn}. */
    private static Optional<Path> projectRoot() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
