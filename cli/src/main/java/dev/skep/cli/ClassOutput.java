package dev.skep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that javac fills, gone when closed: what is wanted of it are the objects among the classes. */
record ClassOutput(Path folder) implements AutoCloseable {
    private static final String OBJECTS = "META-INF/bpf";

    static ClassOutput create() throws IOException {
        return new ClassOutput(Files.createTempDirectory("skep-build"));
    }

    /** Moves the objects, sorted by name, into {@code target}; a file there is replaced whole or not at all. */
    List<Path> moveObjectsTo(Path target) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Path object : objects()) {
            Files.createDirectories(target.toAbsolutePath());
            Path place = target.resolve(object.getFileName());
            Path unfinished = target.resolve(object.getFileName() + ".unfinished");
            try {
                Files.copy(object, unfinished, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            written.add(place);
        }
        return written;
    }

    private List<Path> objects() throws IOException {
        Path objects = folder.resolve(OBJECTS);
        if (!Files.isDirectory(objects)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(objects)) {
            return files.filter(file -> file.toString().endsWith(".bpf.o"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
