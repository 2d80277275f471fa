package dev.skep.builds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A repository for Maven: what this build has fetched, by links to it, and the modules that this build has packed, in a folder of its own. */
record Repository(Path folder) {
    private static final String GROUP = "dev/skep";

    static Repository with(Path folder) throws IOException {
        var repository = new Repository(folder);
        repository.link(fetched(), folder, "dev");
        repository.link(fetched().resolve("dev"), folder.resolve("dev"), "skep");
        repository.add(Shipped.root(), "skep");
        for (var module : Shipped.folders()) {
            var name = "skep-" + module.getFileName();
            Files.copy(Shipped.jar(module), repository.add(module, name).resolve(file(name, "jar")));
        }
        return repository;
    }

    /** The version of a plugin that the project's own build uses, and so has fetched. */
    String versionOf(String property) throws IOException {
        var pom = Files.readString(Shipped.root().resolve("pom.xml"));
        var version =
                Pattern.compile("<" + property + ">(.*)</" + property + ">").matcher(pom);
        if (!version.find()) throw new AssertionError("the build has no " + property);
        return version.group(1);
    }

    /** Where Maven put what the tests run with. */
    private static Path fetched() {
        return Shipped.jarOf("com.palantir.javapoet", "javapoet")
                .resolve("../../../../../..")
                .normalize();
    }

    private void link(Path from, Path to, String without) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) return;
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList())
                if (!entry.getFileName().toString().equals(without))
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
    }

    private Path add(Path module, String name) throws IOException {
        var place = Files.createDirectories(folder.resolve(GROUP).resolve(name).resolve(Shipped.VERSION));
        Files.copy(module.resolve("pom.xml"), place.resolve(file(name, "pom")));
        return place;
    }

    private static String file(String name, String kind) {
        return name + "-" + Shipped.VERSION + "." + kind;
    }
}
