package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's own compiler, for drivers in C. libbpf's header is the machine's, or bookworm's where it has none; drivers
 * call only what libbpf 1.1 has, so any newer header does.
 *
 * @param path which one
 * @param libbpf where libbpf's header and library are
 */
record CCompiler(Path path, Root libbpf) {
    private static final String HEADER = "usr/include/bpf/libbpf.h";

    static CCompiler find(Packages packages) throws LoaderUnavailable {
        Path compiler = onSearchPath("gcc", "clang-19", "clang", "cc")
                .orElseThrow(() -> new LoaderUnavailable("no C compiler on this machine: no gcc, no clang"));
        return new CCompiler(
                compiler,
                hasHeader() ? Root.MACHINE : packages.withDependencies(Suite.BOOKWORM, "libbpf-dev", "libbpf1"));
    }

    /** Whether nothing has to be fetched. */
    static boolean hasHeader() {
        return Root.MACHINE.find(HEADER).isPresent();
    }

    static Optional<Path> onSearchPath(String... names) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    String identity() throws IOException {
        return Root.identity(path);
    }

    /** Compiles a program that needs nothing but itself. */
    void compileStatic(Sources sources, Path folder, String program) throws IOException, LoaderUnavailable {
        compile(sources, folder, program, List.of("-static"));
    }

    /** Compiles a program that calls libbpf, whichever it is run with. */
    void compileWithLibbpf(Sources sources, Path folder, String program) throws IOException, LoaderUnavailable {
        List<String> options = new ArrayList<>();
        if (!libbpf.equals(Root.MACHINE)) {
            options.add("-I" + libbpf.path().resolve("usr/include"));
            options.add("-L" + libbpf.library("libbpf.so").getParent());
        }
        options.add("-Wl,--allow-shlib-undefined"); // its own libraries are found when it runs
        options.add("-lbpf");
        compile(sources, folder, program, options);
    }

    private void compile(Sources sources, Path folder, String program, List<String> options)
            throws IOException, LoaderUnavailable {
        Path source = folder.resolve("source");
        sources.writeTo(source);
        List<String> command = new ArrayList<>(List.of(path.toString(), "-O2"));
        command.add(source.resolve(program + ".c").toString());
        command.addAll(List.of("-o", folder.resolve(program).toString()));
        command.addAll(options);
        Command.succeed(command);
        Workshop.remove(source);
    }
}
