package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MethodTree;
import dev.skep.lang.Inline;
import dev.skep.lang.Subprogram;
import javax.lang.model.element.ExecutableElement;

/** Where the code of a method is, as far as its annotations decide. */
enum Placement {
    /** In a function of its own: {@link Subprogram}. */
    ALONE,
    /** In place of each call: {@link Inline}. */
    INLINE,
    /** Where it can be and where the compiler thinks best. */
    ANYWHERE;

    static Placement of(ExecutableElement method) {
        if (isAlone(method)) return ALONE;
        return isInline(method) ? INLINE : ANYWHERE;
    }

    /** Refuses annotations that contradict each other. */
    static void check(UnitScope unit, MethodTree tree, ExecutableElement method, Hooks hooks) {
        var name = "`" + method.getSimpleName() + "`";
        if (isAlone(method) && isInline(method))
            throw unit.reporter()
                    .refuse(tree, UNSUPPORTED_CALL, name + " is both @Inline and @Subprogram", "leave one of them out");
        if (hooks.isProgram(method) && of(method) != ANYWHERE)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_PROGRAM,
                            "program " + name + " is " + (isInline(method) ? "@Inline" : "@Subprogram"),
                            "leave that out, or write a method that the program calls");
    }

    private static boolean isAlone(ExecutableElement method) {
        return method.getAnnotation(Subprogram.class) != null;
    }

    private static boolean isInline(ExecutableElement method) {
        return method.getAnnotation(Inline.class) != null;
    }
}
