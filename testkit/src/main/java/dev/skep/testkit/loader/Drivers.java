package dev.skep.testkit.loader;

import dev.skep.testkit.Missing;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The drivers of all loaders, built where there is none yet: from our sources, with the machine's compiler or with one out
 * of packages. They lie beside the packages, each in a folder named by its sources and by the versions of all else in it.
 */
public final class Drivers {
    /** The system property by which a build asks for all judges, those too that take minutes to be had. */
    private static final String ALL = "skep.all";

    private final Path folder;
    private final Packages packages;

    Drivers(Path folder, Packages packages) {
        this.folder = folder;
        this.packages = packages;
    }

    /** The drivers in the cache of the user who runs this. */
    public static Drivers ofUser() {
        PackageCache cache = PackageCache.ofUser();
        return new Drivers(cache.folder().resolve("drivers"), Packages.from(cache));
    }

    /**
     * The driver of a loader. What it takes is fetched and built the first time: for cilium/ebpf and aya half a minute each
     * and more.
     *
     * @throws LoaderUnavailable if something that it takes cannot be had here
     */
    public Driver driver(Loader loader) throws LoaderUnavailable {
        return driver(loader, made(loader.label(), recipe(loader)));
    }

    /**
     * The driver of a loader where that takes seconds at most: from tools on this machine, or built before.
     *
     * @throws LoaderUnavailable if it takes more
     */
    public Driver readyDriver(Loader loader) throws LoaderUnavailable {
        Recipe recipe = recipe(loader);
        if (recipe.isLocal()) {
            return driver(loader);
        }
        Path built = workshop(loader.label())
                .youngest(recipe.sources().hash())
                .orElseThrow(() -> new LoaderUnavailable("no driver of " + loader.label() + " has been built here"));
        return driver(loader, built);
    }

    /**
     * The driver of a loader, for a test: of those that have to be fetched only what is ready, all of them with
     * {@code -Dskep.all=true}. Without it the test is skipped with the reason; where {@code CI=true} it fails, unless the
     * driver would have to be fetched and nobody asked for all.
     */
    public static Driver require(Loader loader) {
        Drivers drivers = ofUser();
        boolean all = Boolean.getBoolean(ALL);
        try {
            return all ? drivers.driver(loader) : drivers.readyDriver(loader);
        } catch (LoaderUnavailable e) {
            if (all || drivers.recipe(loader).isLocal()) {
                throw Missing.judge("no " + loader.label() + ": " + e.reason());
            }
            throw new TestAbortedException(e.reason() + "; -D" + ALL + "=true builds it");
        }
    }

    private Recipe recipe(Loader loader) {
        return switch (loader) {
            case LIBBPF_1_1 -> new LibbpfRecipe(packages, Suite.BOOKWORM);
            case LIBBPF -> new LibbpfRecipe(packages, Suite.SID);
            case CILIUM -> new CiliumRecipe(packages);
            case AYA -> new AyaRecipe(packages);
            case GEN_OBJECT -> new GenObjectRecipe(packages);
            case IPROUTE2 -> new Iproute2Recipe(packages);
        };
    }

    private Driver driver(Loader loader, Path built) throws LoaderUnavailable {
        Path each = made("each", new EachRecipe(packages));
        List<Path> files = new ArrayList<>(filesIn(each));
        files.addAll(filesIn(built));
        return new Driver(loader, files, each.resolve("each"), recipe(loader).command(built));
    }

    private Path made(String name, Recipe recipe) throws LoaderUnavailable {
        Recipe.Parts parts = recipe.parts();
        try {
            String key = recipe.sources().hash() + "-" + Sources.hash(parts.identity());
            return workshop(name).made(key, parts::buildIn);
        } catch (IOException e) {
            throw new LoaderUnavailable("cannot read the parts of the driver of " + name + ": " + e, e);
        }
    }

    private Workshop workshop(String name) {
        return new Workshop(folder.resolve(name));
    }

    private static List<Path> filesIn(Path folder) throws LoaderUnavailable {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new LoaderUnavailable("cannot read " + folder + ": " + e, e);
        }
    }
}
