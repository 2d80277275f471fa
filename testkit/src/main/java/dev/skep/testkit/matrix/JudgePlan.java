package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Which objects are judged, where and by whom.
 *
 * @param objects the objects' files
 * @param kernels where those loaders judge that ask a kernel
 * @param loaders who judges
 * @param request what they are to do; on this machine nothing is attached
 */
public record JudgePlan(
        List<Path> objects, SortedSet<JudgeKernel> kernels, SortedSet<Loader> loaders, Request request) {
    /** Copies what it is given. */
    public JudgePlan {
        objects = List.copyOf(objects);
        kernels = new TreeSet<>(kernels);
        loaders = new TreeSet<>(loaders);
    }

    /** The judges, as the columns of the matrix; those that ask no kernel come last. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (JudgeKernel kernel : kernels) {
            askingAKernel().forEach(loader -> columns.add(new Column(kernel.label(), loader)));
        }
        readingTheFile().forEach(loader -> columns.add(new Column("", loader)));
        return columns;
    }

    /** Judges. A judge that is missing or fails has nothing to say, and says why; the others still judge. */
    public Matrix judge(Drivers drivers) {
        Bench bench = Bench.of(drivers, loaders);
        List<Sitting> sittings = new ArrayList<>();
        kernels.forEach(kernel -> sittings.add(kernel.guest()
                .<Sitting>map(guest -> new GuestSitting(guest, bench, askingAKernel(), this))
                .orElse(new HostSitting(kernel.label(), bench, askingAKernel(), this))));
        sittings.add(new HostSitting("", bench, readingTheFile(), this));

        Map<Column, List<JudgedObject>> heard = atOnce(sittings);
        LinkedHashMap<Column, List<JudgedObject>> said = new LinkedHashMap<>();
        columns().forEach(column -> said.put(column, heard.getOrDefault(column, List.of())));
        return Matrix.of(objects, said);
    }

    /** Guests emulate one processor each: as many work at the same time as there are processors. */
    private static Map<Column, List<JudgedObject>> atOnce(List<Sitting> sittings) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Map<Column, List<JudgedObject>> said = new HashMap<>();
            sittings.stream()
                    .map(sitting -> CompletableFuture.supplyAsync(sitting::judge, threads))
                    .toList()
                    .forEach(heard -> said.putAll(heard.join()));
            return said;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Loader> askingAKernel() {
        return loaders.stream().filter(Loader::needsKernel).toList();
    }

    private List<Loader> readingTheFile() {
        return loaders.stream().filter(loader -> !loader.needsKernel()).toList();
    }
}
