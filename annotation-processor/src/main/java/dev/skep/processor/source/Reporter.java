package dev.skep.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.processor.type.UnmappableException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;

/** Tells the user what is wrong, at its place, once. */
public final class Reporter {
    private final Trees trees;
    private final CompilationUnitTree file;
    private final ClassTree type;
    private final SourceMap sources;
    private final Set<Said> said = new HashSet<>();
    private boolean failed;

    private record Said(SourceLine place, DiagnosticCode code, String message) {}

    public Reporter(Trees trees, CompilationUnitTree file, ClassTree type, SourceMap sources) {
        this.trees = trees;
        this.file = file;
        this.type = type;
        this.sources = sources;
    }

    /** Returns whether a place is in the class. */
    public boolean knows(SourceLine place) {
        return sources.tree(place).isPresent();
    }

    /** Returns whether an error was reported. */
    public boolean failed() {
        return failed;
    }

    /** Reports an error; the result is thrown where lowering cannot go on. */
    public Refusal refuse(Tree place, DiagnosticCode code, String message) {
        return refuse(place, Diagnostic.of(code, sources.line(place), message));
    }

    /** Reports an error with a fix made for the place. */
    public Refusal refuse(Tree place, DiagnosticCode code, String message, String fix) {
        return refuse(place, Diagnostic.of(code, sources.line(place), message).withFix(fix));
    }

    /** Reports a type that cannot be mapped: at its declaration when that is what is wrong, else at its use. */
    public Refusal refuse(Tree use, UnmappableException problem) {
        var message = String.valueOf(problem.getMessage());
        var culprit = problem.culprit() == null ? null : trees.getPath(problem.culprit());
        if (culprit == null || !culprit.getCompilationUnit().equals(file))
            return refuse(use, problem.code(), message, problem.fix());
        return refuse(culprit.getLeaf(), problem.code(), message, problem.fix());
    }

    /** Reports what the compiler found, in words of the source; what has no place is about the class. */
    public void report(Diagnostic found) {
        var place = sources.tree(found.location()).orElse(type);
        refuse(place, found.code() == DiagnosticCode.NULL_DEREFERENCE ? named(found, place) : found);
    }

    /** The compiler knows a pointer, the user a name. */
    private Diagnostic named(Diagnostic found, Tree reference) {
        var name = "`" + sources.text(reference) + "`";
        var message = found.message()
                .replaceFirst("^this pointer may be null", Matcher.quoteReplacement(name + " may be null here"));
        return new Diagnostic(
                found.code(), found.location(), message, found.why(), "test " + name + " with `if` first");
    }

    /** Reports something that may be meant. */
    public void warn(Tree place, DiagnosticCode code, String message, String fix) {
        print(
                javax.tools.Diagnostic.Kind.WARNING,
                place,
                Diagnostic.of(code, sources.line(place), message).withFix(fix));
    }

    private Refusal refuse(Tree place, Diagnostic diagnostic) {
        failed = true;
        print(javax.tools.Diagnostic.Kind.ERROR, place, diagnostic);
        return new Refusal();
    }

    private void print(javax.tools.Diagnostic.Kind kind, Tree place, Diagnostic diagnostic) {
        if (said.add(new Said(sources.line(place), diagnostic.code(), diagnostic.message())))
            trees.printMessage(kind, MessageText.of(diagnostic), place, file);
    }
}
