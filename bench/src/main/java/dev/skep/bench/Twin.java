package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program in annotated Java and the same one in C.
 *
 * @param name what both are called, as C writes it
 */
record Twin(String name, Path java, Path c) {
    private static final List<String> ENDINGS = List.of(".c", ".bpf.c");

    /** Returns the programs of the folders with Java that there are in one of the folders with C, by name. */
    static List<Twin> in(List<Path> javaFolders, List<Path> cFolders) throws IOException {
        List<Twin> twins = new ArrayList<>();
        for (Path folder : javaFolders)
            try (Stream<Path> files = Files.list(folder)) {
                for (Path java : files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    String name = name(java);
                    inC(name, cFolders).ifPresent(c -> twins.add(new Twin(name, java, c)));
                }
            }
        return twins;
    }

    private static String name(Path java) {
        String file = java.getFileName().toString();
        return file.substring(0, file.length() - ".java".length())
                .replaceAll("(?<=.)[A-Z]", "_$0")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Path> inC(String name, List<Path> folders) {
        return folders.stream()
                .flatMap(folder -> ENDINGS.stream().map(ending -> folder.resolve(name + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
