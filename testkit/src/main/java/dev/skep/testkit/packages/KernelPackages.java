package dev.skep.testkit.packages;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages that hold one kernel.
 *
 * @param release what {@code uname -r} says on it
 * @param packages image and modules, in one package or in several
 */
public record KernelPackages(String release, Set<String> packages) {
    public KernelPackages {
        packages = Collections.unmodifiableSet(new TreeSet<>(packages));
    }
}
