package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Our driver in C, run with the libbpf of a suite and that suite's C library.
 *
 * @param packages where that libbpf comes from
 * @param suite which one; bookworm's is the machine's own if that has the same version
 */
record LibbpfRecipe(Packages packages, Suite suite) implements Recipe {
    private static final String LIBRARY = "libbpf.so.1";
    private static final String BOOKWORMS = "libbpf.so.1.1.";

    @Override
    public Sources sources() {
        return new Sources("c", List.of("libbpf.c", "protocol.h", "try.h"));
    }

    @Override
    public boolean isLocal() {
        return CCompiler.hasHeader() && suite == Suite.BOOKWORM && machineHasBookworms();
    }

    private static boolean machineHasBookworms() {
        try {
            Path library = Root.MACHINE.library(LIBRARY).toRealPath();
            return library.getFileName().toString().startsWith(BOOKWORMS);
        } catch (IOException | LoaderUnavailable e) {
            return false;
        }
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        CCompiler compiler = CCompiler.find(packages);
        Root root = suite == Suite.BOOKWORM && machineHasBookworms()
                ? Root.MACHINE
                : packages.withDependencies(suite, "libbpf1");
        Path library = root.library(LIBRARY);
        return new Parts() {
            @Override
            public String identity() throws IOException {
                return compiler.identity() + " " + Root.identity(library);
            }

            @Override
            public void buildIn(Path folder) throws IOException, LoaderUnavailable {
                compiler.compileWithLibbpf(sources(), folder, "libbpf");
                root.copyLibraries(folder.resolve("libbpf"), folder);
            }
        };
    }

    @Override
    public List<String> command(Path folder) {
        return Root.dynamicCommand(folder, "libbpf");
    }
}
