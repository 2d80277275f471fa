package dev.skep.object.link;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Objects that cannot be linked, with everything that is wrong with them. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<LinkProblem> problems;

    LinkException(List<LinkProblem> problems) {
        super(problems.stream().map(LinkProblem::toString).collect(Collectors.joining("\n")));
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong, in the order of the inputs. */
    public List<LinkProblem> problems() {
        return List.copyOf(problems);
    }
}
