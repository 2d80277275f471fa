package dev.skep.testkit.loader;

import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Our driver in Rust, built with sid's cargo and sid's aya-obj into one program that needs nothing else. The compiler wants
 * to find itself and its linker below {@code /usr}, so it is run in a tree where they are; that takes root.
 */
record AyaRecipe(Packages packages) implements Recipe {
    /** Packages in place of the network. */
    private static final String CONFIGURATION = """
            [source.crates-io]
            replace-with = "packages"

            [source.packages]
            directory = "/usr/share/cargo/registry"

            [build]
            rustflags = ["-C", "linker=gcc"]
            """;

    @Override
    public Sources sources() {
        return new Sources("aya", List.of("Cargo.toml", "main.rs", "inside.sh"));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public Parts parts() throws LoaderUnavailable {
        Root root = packages.withDependencies(Suite.SID, "cargo", "rustc", "librust-aya-obj-dev");
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

    private void build(Path root, Path folder) throws IOException, LoaderUnavailable {
        Path work = folder.resolve("work");
        sources().writeTo(work);
        Files.writeString(work.resolve("config.toml"), CONFIGURATION);
        Command.succeed(List.of(
                "/usr/bin/env",
                "-i",
                "PATH=/usr/bin:/usr/sbin:/bin:/sbin",
                "CARGO_HOME=/build",
                "unshare",
                "--mount",
                "sh",
                work.resolve("inside.sh").toString(),
                root.toString(),
                work.toString(),
                "/usr/bin/cargo",
                "rustc",
                "--manifest-path=/build/Cargo.toml",
                "--offline",
                "--release",
                "--target-dir=/build/target",
                "--",
                "-Ctarget-feature=+crt-static"));
        Files.move(work.resolve("target/release/aya"), folder.resolve("aya"));
        Workshop.remove(work);
    }

    @Override
    public List<String> command(Path folder) {
        return List.of(folder.resolve("aya").toString());
    }
}
