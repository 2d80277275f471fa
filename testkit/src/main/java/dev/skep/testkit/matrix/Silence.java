package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Verdict;
import java.nio.file.Path;
import java.util.List;

/** What a judge says who cannot judge. */
final class Silence {
    private Silence() {}

    static List<JudgedObject> about(List<Path> objects, String reason) {
        Verdict verdict = new Verdict.NotApplicable(reason);
        return objects.stream()
                .map(object -> JudgedObject.whole(object.toString(), verdict))
                .toList();
    }
}
