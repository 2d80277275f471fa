package dev.skep.testkit.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * What one loader says about an object.
 *
 * @param path the object, as the driver was given it
 * @param judgements in the order in which the driver made them
 * @param complete false where the driver was stopped before it was done with this object
 */
public record JudgedObject(String path, List<Judgement> judgements, boolean complete) {
    public JudgedObject {
        judgements = List.copyOf(judgements);
    }

    /** A verdict on an object as such. */
    public static JudgedObject whole(String path, Verdict verdict) {
        return new JudgedObject(path, List.of(Judgement.of(Judgement.WHOLE_OBJECT, verdict)), true);
    }

    JudgedObject with(Judgement more) {
        List<Judgement> all = new ArrayList<>(judgements);
        all.add(more);
        return new JudgedObject(path, all, complete);
    }
}
