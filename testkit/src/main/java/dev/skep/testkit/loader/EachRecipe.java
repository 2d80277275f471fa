package dev.skep.testkit.loader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program that runs any driver on one object after the other. */
record EachRecipe(Packages packages) implements Recipe {
    @Override
    public Sources sources() {
        return new Sources("c", List.of("each.c", "protocol.h", "places.h"));
    }

    @Override
    public boolean isLocal() {
        return CCompiler.hasHeader();
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        CCompiler compiler = CCompiler.find(packages);
        return new Parts() {
            @Override
            public String identity() throws IOException {
                return compiler.identity();
            }

            @Override
            public void buildIn(Path folder) throws IOException, LoaderUnavailable {
                compiler.compileStatic(sources(), folder, "each");
            }
        };
    }

    @Override
    public List<String> command(Path folder) {
        return List.of(folder.resolve("each").toString());
    }
}
