package dev.skep.testkit.loader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a driver is to do with each program that loads.
 *
 * @param options the driver's options
 * @param files what they name, which must lie where the driver runs, at the same path
 * @param limit how long one object may take
 */
public record Request(List<String> options, List<Path> files, Duration limit) {
    private static final String ATTACH = "--attach";

    public Request {
        options = List.copyOf(options);
        files = List.copyOf(files);
        if (limit.toSeconds() < 1) {
            throw new IllegalArgumentException("limit " + limit + " is below a second");
        }
    }

    /** Load it, within a minute for each object. */
    public static Request load() {
        return new Request(List.of(), List.of(), Duration.ofMinutes(1));
    }

    /** And run it once on this file: a packet, or the context of programs that are run on one. */
    public Request running(Path input) {
        Path file = input.toAbsolutePath();
        return new Request(with(options, List.of("--run", file.toString())), with(files, List.of(file)), limit);
    }

    /** And attach it to where its type belongs. This is for guests: tracing and LSM programs see the whole system. */
    public Request attaching() {
        return new Request(with(options, List.of(ATTACH)), files, limit);
    }

    /** As this, with another limit for each object. */
    public Request within(Duration other) {
        return new Request(options, files, other);
    }

    /** As this, without attaching anything. */
    public Request withoutAttaching() {
        return new Request(
                options.stream().filter(option -> !option.equals(ATTACH)).toList(), files, limit);
    }

    boolean attaches() {
        return options.contains(ATTACH);
    }

    private static <T> List<T> with(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
