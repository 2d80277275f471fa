package dev.skep.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command has made: kept until everything is made, then written, each file at once. */
final class Outputs {
    private final StandardStreams streams;
    private final CommandSpec spec;
    private final String file;
    private final Path folder;
    private final String extension;
    private final Map<Path, byte[]> files = new LinkedHashMap<>();

    /**
     * Outputs of a command.
     *
     * @param file the one file, or standard output; empty where each input has its own
     * @param folder where those go
     * @param extension what their names end with
     */
    Outputs(StandardStreams streams, CommandSpec spec, String file, Path folder, String extension) {
        this.streams = streams;
        this.spec = spec;
        this.file = file;
        this.folder = folder;
        this.extension = extension;
    }

    /** Says where the output for an input goes; standard output if the input is standard input. */
    Path place(String input) {
        if (!file.isEmpty()) {
            return Path.of(file);
        }
        if (input.equals(StandardStreams.NAME)) {
            return Path.of(StandardStreams.NAME);
        }
        Path named = Path.of(input).getFileName();
        if (named == null) {
            throw new InputException(input + " names no file");
        }
        String name = named.toString();
        int dot = name.lastIndexOf('.');
        return folder.resolve((dot > 0 ? name.substring(0, dot) : name) + extension);
    }

    /** Keeps an output; refuses two in one place. */
    void add(String input, byte[] bytes) {
        Path place = place(input);
        if (files.putIfAbsent(place, bytes) != null) {
            throw new ParameterException(spec.commandLine(), "two inputs become " + place);
        }
    }

    void write() throws IOException {
        for (Map.Entry<Path, byte[]> entry : files.entrySet()) {
            if (entry.getKey().toString().equals(StandardStreams.NAME)) {
                streams.out().write(entry.getValue());
                streams.out().flush();
            } else {
                write(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Whoever reads the file sees the old one or the new one. */
    private static void write(Path place, byte[] bytes) throws IOException {
        Path parent = place.toAbsolutePath().getParent();
        if (parent == null) {
            throw new InputException(place + " is no file");
        }
        Files.createDirectories(parent);
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            StandardStreams.write(place, bytes); // a device or a pipe: it must stay what it is
            return;
        }
        Path part = reserve(parent);
        try {
            StandardStreams.write(part, bytes);
            move(part, place);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Makes an empty file that nobody else has. Its name need not be hard to guess, as those of temporary files are. */
    private static Path reserve(Path folder) throws IOException {
        for (long number = System.nanoTime(); ; number++) {
            try {
                return Files.createFile(folder.resolve(".skep" + Long.toHexString(number) + ".part"));
            } catch (FileAlreadyExistsException e) {
                // the next one
            }
        }
    }

    private static void move(Path part, Path place) throws IOException {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
