package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_SECTION;

import com.sun.source.tree.VariableTree;
import dev.skep.ir.Global;
import dev.skep.lang.Section;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Sections of their own for static fields: each becomes a map, which loaders can find and resize. */
final class DataSections {
    private final UnitScope unit;

    DataSections(UnitScope unit) {
        this.unit = unit;
    }

    /** Refuses annotations of memory on a map, which has places of its own. */
    void refuseOnMap(VariableTree tree, VariableElement field) {
        refuse(tree, field, "a map");
    }

    /** Refuses them on what lies in a place of its own. */
    void refuse(VariableTree tree, VariableElement field, String what) {
        if (field.getAnnotation(Section.class) != null)
            throw unit.reporter()
                    .refuse(tree, BAD_SECTION, "`" + field.getSimpleName() + "` is " + what, "leave @Section out");
    }

    /** Returns the section that a field asks for; null where it asks for none. */
    @Nullable
    String of(VariableTree tree, VariableElement field, Global.Kind kind) {
        var asked = field.getAnnotation(Section.class);
        if (asked == null) return null;
        var prefix = kind == Global.Kind.VARIABLE ? ".data." : ".rodata.";
        if (kind.mayLieIn(asked.value())) return asked.value();
        throw unit.reporter()
                .refuse(
                        tree,
                        BAD_SECTION,
                        "`" + field.getSimpleName() + "` cannot lie in section \"" + asked.value() + "\"",
                        "name a section that begins with " + prefix);
    }
}
