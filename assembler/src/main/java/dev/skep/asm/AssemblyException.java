package dev.skep.asm;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Code that cannot be assembled, with everything that is wrong with it. */
public final class AssemblyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ArrayList<AssemblyProblem> problems;

    /** Takes what is wrong; at least one thing. */
    public AssemblyException(List<AssemblyProblem> problems) {
        super(problems.stream().map(AssemblyProblem::toString).collect(Collectors.joining("\n")));
        this.problems = new ArrayList<>(problems);
    }

    /** Returns what is wrong, in the order of the code. */
    public List<AssemblyProblem> problems() {
        return List.copyOf(problems);
    }
}
