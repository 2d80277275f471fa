package dev.skep.processor.type;

import dev.skep.compiler.DiagnosticCode;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A type, or the declaration of one, that has no counterpart in the kernel. */
public final class UnmappableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final transient @Nullable Element culprit;
    private final String fix;

    public UnmappableException(DiagnosticCode code, @Nullable Element culprit, String message) {
        this(code, culprit, message, code.fix());
    }

    UnmappableException(DiagnosticCode code, @Nullable Element culprit, String message, String fix) {
        super(message, null, false, false);
        this.code = code;
        this.culprit = culprit;
        this.fix = fix;
    }

    /** Returns which rule it breaks. */
    public DiagnosticCode code() {
        return code;
    }

    /** Returns what to write instead. */
    public String fix() {
        return fix;
    }

    /** Returns the guilty declaration; null when it is the use that is wrong. */
    public @Nullable Element culprit() {
        return culprit;
    }
}
