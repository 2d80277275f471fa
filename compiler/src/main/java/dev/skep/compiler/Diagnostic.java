package dev.skep.compiler;

import dev.skep.asm.SourceLine;

/**
 * Something wrong in the user's program.
 *
 * @param code stable identity, with a default for why and fix
 * @param location the guilty place
 * @param message what, which, limit
 * @param why the reason behind the rule
 * @param fix what to write instead
 */
public record Diagnostic(DiagnosticCode code, SourceLine location, String message, String why, String fix) {
    /** A diagnostic with the code's own why and fix. */
    public static Diagnostic of(DiagnosticCode code, SourceLine location, String message) {
        return new Diagnostic(code, location, message, code.why(), code.fix());
    }

    /** Returns the same diagnostic with a fix made for the place. */
    public Diagnostic withFix(String better) {
        return new Diagnostic(code, location, message, why, better);
    }

    /** Returns the text below the first line: message, why and fix, as javac and the command line print it. */
    public String text() {
        return code.label() + " " + message + "\n  why: " + why + "\n  fix: " + fix;
    }
}
