package dev.skep.object;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An object that cannot be written, with everything that is wrong with it. */
public final class ObjectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ArrayList<ObjectProblem> problems;

    /** Takes what is wrong; at least one thing. */
    public ObjectException(List<ObjectProblem> problems) {
        super(problems.stream().map(ObjectProblem::toString).collect(Collectors.joining("\n")));
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong, in the order of the object. */
    public List<ObjectProblem> problems() {
        return List.copyOf(problems);
    }
}
