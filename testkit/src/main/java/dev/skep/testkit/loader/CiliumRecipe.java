package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our driver in Go, built with sid's Go and sid's cilium/ebpf into one program that needs nothing else. */
record CiliumRecipe(Packages packages) implements Recipe {
    @Override
    public Sources sources() {
        return new Sources("cilium", List.of("main.go", "try.go"));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        Root root = packages.withDependencies(
                Suite.SID, "golang-go", "golang-github-cilium-ebpf-dev", "golang-golang-x-sys-dev");
        return new Parts() {
            @Override
            public String identity() {
                return root.path().toString();
            }

            @Override
            public void buildIn(Path folder) throws IOException, LoaderUnavailable {
                build(root.path(), folder);
            }
        };
    }

    /** Debian's Go packages lie as in a GOPATH. */
    private void build(Path root, Path folder) throws IOException, LoaderUnavailable {
        Path source = folder.resolve("source");
        Path cache = folder.resolve("cache");
        Path go = root.resolve("usr/lib/go");
        sources().writeTo(source);
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "-i",
                "PATH=/usr/bin:/bin",
                "HOME=" + cache,
                "GOCACHE=" + cache,
                "GOROOT=" + go,
                "GOPATH=" + root.resolve("usr/share/gocode"),
                "GO111MODULE=off",
                "GOTOOLCHAIN=local",
                "CGO_ENABLED=0",
                go.resolve("bin/go").toString(),
                "build",
                "-trimpath",
                "-o",
                folder.resolve("cilium").toString()));
        sources().names().forEach(name -> command.add(source.resolve(name).toString()));
        Command.succeed(command);
        Workshop.remove(source);
        Workshop.remove(cache);
    }

    @Override
    public List<String> command(Path folder) {
        return List.of(folder.resolve("cilium").toString());
    }
}
