package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNKNOWN_SECTION;

import com.sun.source.tree.Tree;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionMark;
import dev.skep.kernel.SectionName;
import dev.skep.lang.Hook;
import dev.skep.processor.type.Names;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The section names of programs, as their annotations make them, and the kernels that know them. */
final class Sections {
    private final UnitScope unit;

    Sections(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the section name that an annotation stands for, with the values of its members. */
    static String of(TypeElement annotation, Map<String, AnnotationValue> values) {
        return of(annotation, values, text(values));
    }

    /** Returns the same with another {@code value}. */
    static String of(TypeElement annotation, Map<String, AnnotationValue> values, String value) {
        var hook = annotation.getAnnotation(Hook.class);
        if (hook == null) return value;
        var mark = isSet(values, "optional") ? "?" : "";
        if (value.isEmpty() && !hook.alone().isEmpty()) return mark + hook.alone();
        var marks = EnumSet.noneOf(SectionMark.class);
        for (var known : SectionMark.values())
            if (isSet(values, known.name().toLowerCase(Locale.ROOT))) marks.add(known);
        return mark + SectionMark.mark(hook.section(), marks) + (value.isEmpty() ? "" : "/" + value);
    }

    private static boolean isSet(Map<String, AnnotationValue> values, String member) {
        return Optional.ofNullable(values.get(member))
                .map(AnnotationValue::getValue)
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    /** Text as it is, constants by their {@link dev.skep.lang.Name} or in lower case. */
    private static String text(Map<String, AnnotationValue> values) {
        return Optional.ofNullable(values.get("value"))
                .map(AnnotationValue::getValue)
                .map(value -> value instanceof VariableElement constant ? name(constant) : value.toString())
                .orElse("");
    }

    private static String name(VariableElement constant) {
        var name = Names.of(constant);
        return constant.getSimpleName().contentEquals(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Refuses names that loaders do not know, and programs that kernels before the target's do not. */
    void requireKnown(Tree place, String section) {
        try {
            require(place, SectionName.parse(section));
        } catch (IllegalArgumentException e) {
            throw unit.reporter().refuse(place, UNKNOWN_SECTION, String.valueOf(e.getMessage()));
        }
    }

    private void require(Tree place, SectionName section) {
        var program = "a program of section `" + section.kind().word() + "`";
        unit.require(place, section.kind().since(), program);
        if (section.kind().programType() == ProgramType.LSM) unit.requireGpl(place, program);
    }
}
