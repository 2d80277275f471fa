package dev.skep.samples;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A home folder as the README wants it. {@code ~/skep/skep} runs the command line of this build, which is what it builds by itself; Maven works
 * offline, and finds in its repository what {@code install} would have put there of this build.
 */
final class FirstProgramTools implements AutoCloseable {
    private static final Path ROOT = Path.of("..");
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> MODULES =
            List.of("assembler", "elf-writer", "compiler", "dsl", "annotation-processor");

    private final Path home;
    private final List<Path> links = new ArrayList<>();

    private FirstProgramTools(Path home) {
        this.home = home;
    }

    static FirstProgramTools in(Path home) throws IOException {
        var tools = new FirstProgramTools(home);
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        tools.script("skep/skep", "exec '" + java + "' -cp '" + classPath() + "' dev.skep.cli.Skep \"$@\"\n");
        var maven = Judge.find("mvn").isPresent()
                ? Judge.require("sh").run("-c", "command -v mvn").out().strip()
                : "";
        // the goal of that phase alone: the plugin for resources is nothing that this build has
        tools.script("bin/mvn", """
                case " $* " in *' install '*) exit 0 ;; esac
                exec '%s' -o -B -Dmaven.repo.local='%s' "${@/#compile/compiler:compile}"
                """.formatted(maven, tools.repository()));
        return tools;
    }

    /** Runs a command as somebody who lives here. */
    Output run(Path here, String command) {
        var path = home.resolve("bin") + File.pathSeparator + System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        return Judge.require("env")
                .run(
                        "-C",
                        here.toString(),
                        "HOME=" + home,
                        "PATH=" + path,
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        "bash",
                        "-c",
                        command);
    }

    private void script(String name, String text) throws IOException {
        var script = home.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String classPath() {
        return System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
    }

    /** A repository of Maven's that leads to this machine's, and has the modules of this build beside what is there. */
    private Path repository() throws IOException {
        var machines =
                Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
        var repository = Files.createDirectories(home.resolve("repository"));
        link(machines, repository, "dev");
        link(machines.resolve("dev"), Files.createDirectory(repository.resolve("dev")), "skep");
        install(repository, ROOT, "skep");
        for (var module : MODULES) install(repository, ROOT.resolve(module), "skep-" + module);
        return repository;
    }

    private void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) return;
        try (var children = Files.newDirectoryStream(from)) {
            for (var child : children)
                if (!child.endsWith(except))
                    links.add(Files.createSymbolicLink(to.resolve(child.getFileName()), child));
        }
    }

    private static void install(Path repository, Path module, String artifact) throws IOException {
        var folder = Files.createDirectories(
                repository.resolve("dev/skep").resolve(artifact).resolve(VERSION));
        var name = artifact + "-" + VERSION;
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        var classes = module.resolve("target/classes");
        if (!Files.isDirectory(classes)) return;
        try (var jar = Files.newOutputStream(folder.resolve(name + ".jar"))) {
            pack(classes, jar);
        }
    }

    private static void pack(Path classes, OutputStream jar) throws IOException {
        try (var zip = new ZipOutputStream(jar);
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }

    /** Takes the links away, before anybody deletes the folder that they are in. */
    @Override
    public void close() throws IOException {
        for (var link : links) Files.delete(link);
    }
}
