package dev.skep.testkit.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** apt for one suite, with a configuration, an index and a cache of its own and no package installed. */
final class Apt {
    /** The machine's configuration comes first, for its proxies; then this, which keeps away from all that is the machine's. */
    private static final String CONFIGURATION = """
            Dir::State "FOLDER/state";
            Dir::State::status "/dev/null";
            Dir::Cache "FOLDER/cache";
            Dir::Cache::pkgcache "pkgcache.bin";
            Dir::Cache::srcpkgcache "srcpkgcache.bin";
            Dir::Etc::sourcelist "/dev/null";
            Dir::Etc::sourceparts "FOLDER/sources";
            Dir::Etc::preferences "/dev/null";
            Dir::Etc::preferencesparts "/dev/null";
            Dir::Log "FOLDER/log";
            Acquire::http::Timeout "PATIENCE";
            Acquire::https::Timeout "PATIENCE";
            Acquire::Retries "1";
            Acquire::Languages "none";
            Acquire::GzipIndexes "false";
            Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
            Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
            APT::Install-Recommends "false";
            APT::Sandbox::User "root";
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            """;

    private static final String IMAGE = "linux-image-";

    private final Path folder;

    private Apt(Path folder) {
        this.folder = folder;
    }

    /** Writes the configuration into the folder; {@code patience} is how long a server may say nothing. */
    static Apt in(Path folder, String sources, Duration patience) throws IOException {
        for (String part : List.of("state/lists/partial", "cache/archives/partial", "sources", "log")) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(folder.resolve("sources/archive.sources"), sources);
        String configuration = CONFIGURATION
                .replace("FOLDER", folder.toString())
                .replace("PATIENCE", Long.toString(patience.toSeconds()));
        Files.writeString(folder.resolve("apt.conf"), configuration);
        return new Apt(folder);
    }

    /** Fetches the index. */
    void update() throws IOException, PackageUnavailable {
        run(folder, List.of("apt-get", "-q", "-eany", "update"));
    }

    /** Whether there is an index, of whatever age. */
    boolean hasIndex() throws IOException {
        try (Stream<Path> lists = Files.list(folder.resolve("state/lists"))) {
            return lists.anyMatch(file -> file.toString().endsWith("_Packages"));
        }
    }

    /** The files of just these packages: {@code name_version_architecture.deb}. */
    List<String> filesOf(Collection<String> packages) throws IOException, PackageUnavailable {
        return printedFiles(List.of("apt-get", "-qq", "--print-uris", "download"), packages);
    }

    /** The files of these packages and of all that they depend on, recommendations not counted. */
    List<String> filesWithDependencies(Collection<String> packages) throws IOException, PackageUnavailable {
        return printedFiles(List.of("apt-get", "-qq", "-y", "--print-uris", "install"), packages);
    }

    /** Each line of output: {@code 'uri' file size hash}. */
    private List<String> printedFiles(List<String> command, Collection<String> packages)
            throws IOException, PackageUnavailable {
        return run(folder, with(command, packages))
                .lines()
                .filter(line -> line.startsWith("'"))
                .map(line -> line.split(" ", -1)[1])
                .sorted()
                .collect(Collectors.toList());
    }

    /** Fetches these files, as {@link #filesOf} names them, into a folder, and checks their hashes. */
    void download(List<String> files, Path into) throws IOException, PackageUnavailable {
        List<String> exactly = files.stream().map(Apt::exactly).collect(Collectors.toList());
        run(into, with(List.of("apt-get", "-qq", "download"), exactly));
    }

    /** {@code name_1%3a2.0_amd64.deb} is {@code name:amd64=1:2.0} in the words of the command line. */
    private static String exactly(String file) {
        String[] parts = file.substring(0, file.length() - ".deb".length()).split("_", -1);
        String architecture = parts[2].equals("all") ? "" : ":" + parts[2];
        return parts[0] + architecture + "=" + parts[1].replace("%3a", ":");
    }

    /**
     * The files of the kernels to which these flavours lead. Some suites have a kernel in one package, others in several:
     * what the image depends on and has the same ending.
     */
    List<String> filesOfKernels(Collection<String> flavours) throws IOException, PackageUnavailable {
        Set<String> packages = new TreeSet<>();
        for (String flavour : flavours) {
            String image = dependencies(IMAGE + flavour).stream()
                    .filter(name -> name.startsWith(IMAGE))
                    .findFirst()
                    .orElseThrow(() -> new PackageUnavailable(IMAGE + flavour + " leads to no kernel"));
            String release = image.substring(IMAGE.length());
            packages.add(image);
            dependencies(image).stream()
                    .filter(name -> name.endsWith("-" + release))
                    .forEach(packages::add);
        }
        return filesOf(packages);
    }

    /** The packages on which this one depends, alternatives and versions left out. */
    private List<String> dependencies(String name) throws IOException, PackageUnavailable {
        return show(name)
                .lines()
                .filter(line -> line.startsWith("Depends: "))
                .flatMap(line -> Stream.of(line.substring("Depends: ".length()).split(", ", -1)))
                .map(dependency -> dependency.split(" ", -1)[0])
                .collect(Collectors.toList());
    }

    private String show(String name) throws IOException, PackageUnavailable {
        try {
            return run(folder, List.of("apt-cache", "show", "--no-all-versions", name));
        } catch (PackageUnavailable e) {
            throw new PackageUnavailable(name + ": " + e.getMessage(), e);
        }
    }

    private static List<String> with(List<String> command, Collection<String> arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(arguments);
        return all;
    }

    private String run(Path here, List<String> command) throws IOException, PackageUnavailable {
        List<String> configured = new ArrayList<>(command);
        configured.addAll(1, List.of("-c", folder.resolve("apt.conf").toString()));
        return Tool.run(here, configured);
    }
}
