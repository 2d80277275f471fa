package dev.skep.testkit.matrix;

import dev.skep.testkit.guest.Guest;
import dev.skep.testkit.guest.GuestCommand;
import dev.skep.testkit.guest.GuestFiles;
import dev.skep.testkit.guest.GuestKernel;
import dev.skep.testkit.guest.GuestRun;
import dev.skep.testkit.loader.Driver;
import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loaders in one guest: each judges each object by a command of its own, so that a kernel which dies takes one verdict along. */
record GuestSitting(GuestKernel kernel, Bench bench, List<Loader> loaders, JudgePlan plan) implements Sitting {
    private static final Duration SLACK = Duration.ofSeconds(10);

    @Override
    public Map<Column, List<JudgedObject>> judge() {
        Map<Loader, List<JudgedObject>> heard = hear(bench.askingAKernel());
        Map<Column, List<JudgedObject>> said = new LinkedHashMap<>();
        for (Loader loader : loaders) {
            said.put(
                    new Column(kernel.label(), loader),
                    bench.hear(loader, plan.objects(), driver -> heard.getOrDefault(loader, List.of())));
        }
        return said;
    }

    private Map<Loader, List<JudgedObject>> hear(List<Driver> drivers) {
        Map<Loader, List<JudgedObject>> heard = new LinkedHashMap<>();
        try {
            GuestRun run = Guest.of(PackageCache.ofUser(), kernel).run(files(drivers), commands(drivers));
            var results = run.results().iterator();
            for (Driver driver : drivers) {
                List<JudgedObject> objects = new ArrayList<>();
                for (Path object : plan.objects()) {
                    objects.add(results.next()
                            .accept(new Hearing(object.toAbsolutePath().toString())));
                }
                heard.put(driver.loader(), objects);
            }
        } catch (PackageUnavailable e) {
            drivers.forEach(driver -> heard.put(driver.loader(), Silence.about(plan.objects(), e.reason())));
        }
        return heard;
    }

    private GuestFiles files(List<Driver> drivers) {
        GuestFiles files = new GuestFiles();
        List<Path> paths = new ArrayList<>(plan.objects());
        paths.addAll(plan.request().files());
        drivers.forEach(driver -> paths.addAll(driver.files()));
        paths.forEach(path -> files.add(path.toAbsolutePath().toString(), path));
        return files;
    }

    private List<GuestCommand> commands(List<Driver> drivers) {
        Duration limit = plan.request().limit().plus(SLACK);
        List<GuestCommand> commands = new ArrayList<>();
        for (Driver driver : drivers) {
            for (Path object : plan.objects()) {
                String path = object.toAbsolutePath().toString();
                List<String> words = driver.command(plan.request(), List.of(path));
                commands.add(new GuestCommand(driver.loader().label() + " on " + object, words, limit));
            }
        }
        return commands;
    }
}
