package dev.skep.processor.type;

import dev.skep.compiler.DiagnosticCode;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A type, or the declaration of one, that has no counterpart in the kernel. */
public final class UnmappableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final transient @Nullable Element culprit;

    public UnmappableException(DiagnosticCode code, @Nullable Element culprit, String message) {
        super(message, null, false, false);
        this.code = code;
        this.culprit = culprit;
    }

    /** Returns which rule it breaks. */
    public DiagnosticCode code() {
        return code;
    }

    /** Returns the guilty declaration; null when it is the use that is wrong. */
    public @Nullable Element culprit() {
        return culprit;
    }
}
