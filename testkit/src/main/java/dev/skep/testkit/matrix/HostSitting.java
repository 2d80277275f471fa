package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.HostRun;
import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loaders on this machine, one after the other. Nothing is attached here. */
record HostSitting(String kernel, Bench bench, List<Loader> loaders, JudgePlan plan) implements Sitting {
    @Override
    public Map<Column, List<JudgedObject>> judge() {
        Request request = plan.request().withoutAttaching();
        Map<Column, List<JudgedObject>> said = new LinkedHashMap<>();
        for (Loader loader : loaders) {
            said.put(
                    new Column(kernel, loader),
                    bench.hear(loader, plan.objects(), driver -> HostRun.judge(driver, request, plan.objects())));
        }
        return said;
    }
}
