package dev.skep.processor;

import com.sun.source.tree.Tree;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Options;
import dev.skep.compiler.SkepException;
import dev.skep.processor.lowering.LoweredClass;
import dev.skep.processor.source.Reporter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** A lowered class that waits for the others it uses. */
record LoweredSource(LoweredClass lowered, Tree place, Options options, Reporter reporter) {
    /** Returns whether nothing of it would be in an object of its own. */
    boolean isLibrary() {
        var unit = lowered.unit();
        return unit.functions().isEmpty()
                && unit.maps().isEmpty()
                && !lowered.library().functions().isEmpty();
    }

    /** Returns the object, empty when something is wrong, which has been reported. */
    Optional<byte[]> compile(Map<TypeElement, LoweredSource> others) {
        Map<TypeElement, LoweredClass> classes = new HashMap<>();
        others.forEach((type, source) -> classes.put(type, source.lowered));
        try {
            var linked = LinkClasses.link(lowered, classes);
            return linked.isWithinArrays() ? Optional.of(Compiler.compile(linked.unit(), options)) : Optional.empty();
        } catch (LinkClasses.Conflict e) {
            var fix = "rename one of them, or give it another @Name";
            reporter.refuse(place, DiagnosticCode.DUPLICATE_NAME, String.valueOf(e.getMessage()), fix);
        } catch (SkepException e) {
            for (var diagnostic : e.diagnostics())
                reporter(diagnostic.location(), others).report(diagnostic);
        }
        return Optional.empty();
    }

    /** What is wrong in a function of another class is said there. */
    private Reporter reporter(SourceLine place, Map<TypeElement, LoweredSource> others) {
        if (reporter.knows(place)) return reporter;
        return others.values().stream()
                .map(LoweredSource::reporter)
                .filter(other -> other.knows(place))
                .findFirst()
                .orElse(reporter);
    }
}
