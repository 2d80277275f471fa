package dev.skep.testkit.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A loader, ready to judge. Nothing but its files is needed to run it: in a guest they must lie at the same paths.
 *
 * @param loader which one
 * @param files everything that the command needs
 * @param each the program that gives each object a process of its own
 * @param command the loader's driver, for one object
 */
public record Driver(Loader loader, List<Path> files, Path each, List<String> command) {
    public Driver {
        files = List.copyOf(files);
        command = List.copyOf(command);
    }

    /** The command that judges these objects, and writes what {@link DriverOutput} reads. */
    public List<String> command(Request request, List<String> objects) {
        List<String> driver = new ArrayList<>(command);
        if (loader.triesPrograms()) {
            driver.addAll(request.options());
        }
        List<String> all = new ArrayList<>(List.of(each.toString()));
        if (loader.needsKernel()) {
            all.add("--own-places");
        }
        all.add(Long.toString(request.limit().toSeconds()));
        all.add(Integer.toString(driver.size()));
        all.addAll(driver);
        all.addAll(objects);
        return all;
    }
}
