package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNKNOWN_SECTION;

import com.sun.source.tree.Tree;
import dev.skep.kernel.AttachType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionName;
import dev.skep.lang.Hook;
import dev.skep.processor.type.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The section names of programs, as their annotations make them, and the kernels that know them. */
final class Sections {
    /** What members of an annotation add to the first word, in this order. */
    private static final List<Map.Entry<String, String>> SUFFIXES = List.of(
            Map.entry("multi", ".multi"),
            Map.entry("frags", ".frags"),
            Map.entry("writable", ".w"),
            Map.entry("sleepable", ".s"));

    private static final KernelVersion FRAGMENTS = new KernelVersion(5, 18);
    private static final KernelVersion SLEEPING_PROBES = new KernelVersion(6, 0);

    private final UnitScope unit;

    Sections(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the section name that an annotation stands for, with the values of its members. */
    static String of(TypeElement annotation, Map<String, AnnotationValue> values) {
        var hook = annotation.getAnnotation(Hook.class);
        var value = text(values);
        if (hook == null) return value;
        var mark = isSet(values, "optional") ? "?" : "";
        if (value.isEmpty() && !hook.alone().isEmpty()) return mark + hook.alone();
        var slash = hook.section().indexOf('/');
        var word = slash < 0 ? hook.section() : hook.section().substring(0, slash);
        var rest = slash < 0 ? "" : hook.section().substring(slash);
        for (var suffix : SUFFIXES) if (isSet(values, suffix.getKey())) word += suffix.getValue();
        return mark + word + rest + (value.isEmpty() ? "" : "/" + value);
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
            requireKernel(place, SectionName.parse(section));
        } catch (IllegalArgumentException e) {
            throw unit.reporter().refuse(place, UNKNOWN_SECTION, String.valueOf(e.getMessage()));
        }
    }

    private void requireKernel(Tree place, SectionName section) {
        var kind = section.kind();
        var text = "a program of section `" + kind.word() + "`";
        unit.require(place, kind.programType().since(), text);
        if (!kind.attachTypeOptional())
            kind.attachType().map(AttachType::since).ifPresent(since -> unit.require(place, since, text));
        if (kind.takesFragments()) unit.require(place, FRAGMENTS, text);
        if (kind.sleepable() && kind.programType() == ProgramType.KPROBE) unit.require(place, SLEEPING_PROBES, text);
    }
}
