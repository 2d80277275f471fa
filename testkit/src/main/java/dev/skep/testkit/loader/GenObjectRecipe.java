package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code bpftool gen object}, libbpf's static linker given one object: the strictest reader of ELF and BTF that asks no
 * kernel. The machine's own bpftool, or bookworm's.
 */
record GenObjectRecipe(Packages packages) implements Recipe {
    @Override
    public Sources sources() {
        return new Sources("c", List.of("verdict.c", "protocol.h", "tool.h"));
    }

    private static Optional<Path> onMachine() {
        return Root.MACHINE.find("usr/sbin/bpftool", "usr/bin/bpftool");
    }

    @Override
    public boolean isLocal() {
        return CCompiler.hasHeader() && onMachine().isPresent();
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        CCompiler compiler = CCompiler.find(packages);
        Root root = onMachine().isPresent() ? Root.MACHINE : packages.withDependencies(Suite.BOOKWORM, "bpftool");
        Path bpftool = root.find("usr/sbin/bpftool", "usr/bin/bpftool")
                .orElseThrow(() -> new LoaderUnavailable("no bpftool below " + root.path()));
        return new Parts() {
            @Override
            public String identity() throws IOException {
                return compiler.identity() + " " + Root.identity(bpftool);
            }

            @Override
            public void buildIn(Path folder) throws IOException, LoaderUnavailable {
                compiler.compileStatic(sources(), folder, "verdict");
                root.copyProgram(bpftool, folder);
            }
        };
    }

    @Override
    public List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("verdict").toString()));
        command.addAll(Root.dynamicCommand(folder, "bpftool"));
        command.addAll(List.of("gen", "object", "/proc/self/fd/3")); // what it writes there is thrown away
        return command;
    }
}
