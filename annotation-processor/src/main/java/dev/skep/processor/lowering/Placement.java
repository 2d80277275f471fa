package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MethodTree;
import dev.skep.lang.Global;
import dev.skep.lang.Inline;
import dev.skep.lang.Subprogram;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/** Where the code of a method is, as far as its annotations decide. */
enum Placement {
    /** In a function of its own: {@link Subprogram}. */
    ALONE,
    /** In a function of its own, which the verifier looks at once: {@link Global}. */
    GLOBAL,
    /** In place of each call: {@link Inline}. */
    INLINE,
    /** Where it can be and where the compiler thinks best. */
    ANYWHERE;

    static Placement of(ExecutableElement method) {
        if (method.getAnnotation(Global.class) != null) return GLOBAL;
        if (isAlone(method)) return ALONE;
        return isInline(method) ? INLINE : ANYWHERE;
    }

    /** Returns whether the method stays a function, which references reach as they come. */
    boolean staysFunction() {
        return this == ALONE || this == GLOBAL;
    }

    /** Returns the annotation that says so. */
    String annotation() {
        return switch (this) {
            case ALONE -> "@Subprogram";
            case GLOBAL -> "@Global";
            case INLINE -> "@Inline";
            case ANYWHERE -> throw new IllegalStateException("no annotation decides");
        };
    }

    /** Refuses annotations that contradict each other. */
    static void check(UnitScope unit, MethodTree tree, ExecutableElement method, Hooks hooks) {
        var name = "`" + method.getSimpleName() + "`";
        var said = said(method);
        if (said.size() > 1)
            throw unit.reporter()
                    .refuse(
                            tree,
                            UNSUPPORTED_CALL,
                            name + " is both " + said.get(0) + " and " + said.get(1),
                            "leave one of them out");
        if (hooks.isProgram(method) && of(method) != ANYWHERE)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_PROGRAM,
                            "program " + name + " is " + of(method).annotation(),
                            "leave that out, or write a method that the program calls");
    }

    private static List<String> said(ExecutableElement method) {
        return Stream.of(Global.class, Inline.class, Subprogram.class)
                .filter(annotation -> method.getAnnotation(annotation) != null)
                .map(annotation -> "@" + annotation.getSimpleName())
                .toList();
    }

    private static boolean isAlone(ExecutableElement method) {
        return method.getAnnotation(Subprogram.class) != null;
    }

    private static boolean isInline(ExecutableElement method) {
        return method.getAnnotation(Inline.class) != null;
    }
}
