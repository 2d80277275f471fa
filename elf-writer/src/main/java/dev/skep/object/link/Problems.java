package dev.skep.object.link;

import java.util.ArrayList;
import java.util.List;

/** Collects what keeps objects from being linked. */
final class Problems {
    /** Nobody reads more. */
    private static final int LIMIT = 100;

    private final List<LinkProblem> problems = new ArrayList<>();

    void add(InputObject input, String place, String message) {
        add(input.name(), place, message);
    }

    void add(String input, String place, String message) {
        if (problems.size() < LIMIT) {
            problems.add(new LinkProblem(input, place, message));
        }
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new LinkException(problems);
        }
    }
}
