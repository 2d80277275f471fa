package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ip} and {@code tc}, the machine's own or bookworm's, called by our driver in C. */
record Iproute2Recipe(Packages packages) implements Recipe {
    @Override
    public Sources sources() {
        return new Sources("c", List.of("iproute2.c", "protocol.h", "tool.h"));
    }

    private static Optional<Path> in(Root root, String tool) {
        return root.find("usr/sbin/" + tool, "usr/bin/" + tool, "sbin/" + tool, "bin/" + tool);
    }

    private static boolean isOnMachine() {
        return in(Root.MACHINE, "ip").isPresent() && in(Root.MACHINE, "tc").isPresent();
    }

    @Override
    public boolean isLocal() {
        return CCompiler.hasHeader() && isOnMachine();
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        CCompiler compiler = CCompiler.find(packages);
        Root root = isOnMachine() ? Root.MACHINE : packages.withDependencies(Suite.BOOKWORM, "iproute2");
        Path ip = in(root, "ip").orElseThrow(() -> new LoaderUnavailable("no ip below " + root.path()));
        Path tc = in(root, "tc").orElseThrow(() -> new LoaderUnavailable("no tc below " + root.path()));
        return new Parts() {
            @Override
            public String identity() throws IOException {
                return compiler.identity() + " " + Root.identity(ip) + " " + Root.identity(tc);
            }

            @Override
            public void buildIn(Path folder) throws IOException, LoaderUnavailable {
                compiler.compileWithLibbpf(sources(), folder, "iproute2");
                root.copyLibraries(folder.resolve("iproute2"), folder);
                root.copyProgram(ip, folder);
                root.copyProgram(tc, folder);
            }
        };
    }

    @Override
    public List<String> command(Path folder) {
        List<String> command = new ArrayList<>(Root.dynamicCommand(folder, "iproute2"));
        command.add(folder.resolve("ld.so").toString());
        command.add(folder.toString());
        command.add(folder.resolve("ip").toString());
        command.add(folder.resolve("tc").toString());
        return command;
    }
}
