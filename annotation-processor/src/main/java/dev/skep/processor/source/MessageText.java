package dev.skep.processor.source;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;

/** A diagnostic as javac wants it: javac itself indents every line but the first. */
public final class MessageText {
    private static final SourceLine NOWHERE = new SourceLine("", 0, 0, "");

    private MessageText() {}

    /** Returns the text of a diagnostic. */
    public static String of(Diagnostic diagnostic) {
        return diagnostic
                .text()
                .lines()
                .map(String::strip)
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow();
    }

    /** Returns the text of a diagnostic about a whole class, of which javac says where it is. */
    public static String of(DiagnosticCode code, String message) {
        return of(Diagnostic.of(code, NOWHERE, message));
    }

    /** The same, with a fix made for the class. */
    public static String of(DiagnosticCode code, String message, String fix) {
        return of(Diagnostic.of(code, NOWHERE, message).withFix(fix));
    }
}
