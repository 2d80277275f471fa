package dev.skep.compiler;

import java.util.List;
import java.util.stream.Collectors;

/** The program cannot be compiled: every diagnostic that was found. */
public final class SkepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public SkepException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .map(d -> d.location().file() + ":" + d.location().line() + ": error: " + d.text())
                .collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Returns what was found, in source order. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
