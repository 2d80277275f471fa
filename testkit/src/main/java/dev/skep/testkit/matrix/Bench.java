package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Driver;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.LoaderUnavailable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The loaders that came.
 *
 * @param ready their drivers
 * @param missing why the others did not come
 */
record Bench(Map<Loader, Driver> ready, Map<Loader, String> missing) {
    /** Builds what is not built yet. */
    static Bench of(Drivers drivers, Collection<Loader> loaders) {
        Map<Loader, Driver> ready = new EnumMap<>(Loader.class);
        Map<Loader, String> missing = new EnumMap<>(Loader.class);
        for (Loader loader : loaders) {
            try {
                ready.put(loader, drivers.driver(loader));
            } catch (LoaderUnavailable e) {
                missing.put(loader, e.reason());
            }
        }
        return new Bench(ready, missing);
    }

    /** The drivers of those that ask a kernel. */
    List<Driver> askingAKernel() {
        return ready.values().stream()
                .filter(driver -> driver.loader().needsKernel())
                .toList();
    }

    /** What a loader says of objects through its driver, or why it did not come. */
    List<JudgedObject> hear(Loader loader, List<Path> objects, Function<Driver, List<JudgedObject>> through) {
        Driver driver = ready.get(loader);
        return driver != null
                ? through.apply(driver)
                : Silence.about(objects, missing.getOrDefault(loader, "nobody called it"));
    }
}
