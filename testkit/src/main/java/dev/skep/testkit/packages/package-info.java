/**
 * Debian packages of any suite, unpacked outside of the tree and of the system, for judges that this machine does not have:
 * kernels, loaders, compilers, an emulator.
 *
 * <pre>{@code
 * PackageCache cache = PackageCache.ofUser();
 * Path root = cache.unpackedWithDependencies(Suite.SID, Set.of("bpftool"));   // root/usr/sbin/bpftool and all it needs
 * Path kernel = cache.unpackedKernel(Suite.SID, "amd64");                     // kernel/lib/modules/…
 * }</pre>
 *
 * apt does the work: it reads the index, checks signatures and hashes, and resolves dependencies. It is given a
 * configuration of its own, with its own state and cache and no package installed, so that the machine's apt notices
 * nothing and the system stays as it is. The archive is the one from which the machine itself is served: the entry of
 * {@code sources.list} for the machine's own release names it, and other suites are asked from the same place with the
 * same keys. Packages are unpacked and no more: none of their scripts runs.
 *
 * <p>Below {@code $XDG_CACHE_HOME/skep}, or {@code ~/.cache/skep}, lies for each suite:
 *
 * <pre>
 * lock        held by the one process that works here
 * apt/        configuration, index and cache of apt; the age of apt/refreshed is the age of the index
 * requests/   what was asked for, and which folder answers it; asked anew when the index is younger
 * unpacked/   folders that look like /, named by what is in them; never changed once they have their name
 * partial/    what is being fetched and unpacked; whatever lies here when a process comes in was left by a killed one
 * </pre>
 */
@NullMarked
package dev.skep.testkit.packages;

import org.jspecify.annotations.NullMarked;
