package dev.skep.testkit.loader;

import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.util.Set;

/** Where parts of drivers come from that this machine does not have. */
interface Packages {
    /** Unpacked packages with all that they depend on. */
    Root withDependencies(Suite suite, String... packages) throws LoaderUnavailable;

    static Packages from(PackageCache cache) {
        return (suite, packages) -> {
            try {
                return new Root(cache.unpackedWithDependencies(suite, Set.of(packages)));
            } catch (PackageUnavailable e) {
                throw new LoaderUnavailable(String.valueOf(e.getMessage()), e);
            }
        };
    }
}
