package dev.skep.processor;

import dev.skep.processor.source.Reporter;

/** We failed at a class, and this is who can tell its lines. */
final class ClassFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reporter reporter;
    private final Throwable thrown;

    ClassFault(Reporter reporter, Throwable cause) {
        super(cause);
        this.reporter = reporter;
        this.thrown = cause;
    }

    Throwable thrown() {
        return thrown;
    }

    Reporter reporter() {
        return reporter;
    }
}
