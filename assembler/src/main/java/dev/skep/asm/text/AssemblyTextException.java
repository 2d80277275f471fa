package dev.skep.asm.text;

import java.util.List;
import java.util.stream.Collectors;

/** A text has mistakes: all of them, in the order of the text. */
public final class AssemblyTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<TextProblem> problems;

    /** Takes the mistakes, at least one. */
    public AssemblyTextException(List<TextProblem> problems) {
        super(problems.stream().map(TextProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the mistakes. */
    public List<TextProblem> problems() {
        return problems;
    }
}
