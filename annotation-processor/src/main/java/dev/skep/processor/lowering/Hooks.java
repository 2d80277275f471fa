package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;
import static dev.skep.compiler.DiagnosticCode.UNKNOWN_SECTION;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.kernel.SectionName;
import dev.skep.lang.Hook;
import dev.skep.lang.Section;
import dev.skep.lang.Writable;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Which methods the kernel calls, and from where: what the annotations on them say. */
public final class Hooks {
    private final Elements elements;

    public Hooks(Elements elements) {
        this.elements = elements;
    }

    /** Returns whether the kernel calls a method. */
    public boolean isProgram(ExecutableElement method) {
        return !marks(method).isEmpty();
    }

    /** Returns the annotation that makes a method a program and says of which kind; empty for functions, and where only the section is said. */
    Optional<TypeElement> mark(ExecutableElement method) {
        return marks(method).stream()
                .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
                .filter(mark -> !isSection(mark))
                .findFirst();
    }

    /** Returns the annotations of the programs that may assign to a field of a context. */
    Set<TypeElement> writers(Element field) {
        return field.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(Writable.class.getName()))
                .flatMap(mirror -> classes(values(mirror).get("value")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<TypeElement> classes(@Nullable AnnotationValue value) {
        if (value == null || !(value.getValue() instanceof List<?> list)) return Stream.of();
        return list.stream()
                .map(one -> (DeclaredType) ((AnnotationValue) one).getValue())
                .map(type -> (TypeElement) type.asElement());
    }

    /** Returns the section name of a program, after checking that the kernel can call it. */
    String section(UnitScope unit, MethodTree tree, ExecutableElement method) {
        var marks = marks(method);
        if (marks.size() > 1)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_PROGRAM,
                            "`" + tree.getName() + "` is two programs at once",
                            "write a method for each, and one that both call");
        var mark = marks.get(0);
        var type = (TypeElement) mark.getAnnotationType().asElement();
        var place = annotation(unit, tree, type);
        var section = prefix(type) + text(values(mark));
        requireKnown(unit, place, section);
        requireSignature(unit, tree, method, type);
        return section;
    }

    private List<? extends AnnotationMirror> marks(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .filter(mirror ->
                        isMark((TypeElement) mirror.getAnnotationType().asElement()))
                .toList();
    }

    private static boolean isMark(TypeElement annotation) {
        return annotation.getAnnotation(Hook.class) != null || isSection(annotation);
    }

    private static boolean isSection(TypeElement annotation) {
        return annotation.getQualifiedName().contentEquals(Section.class.getName());
    }

    private static String prefix(TypeElement annotation) {
        return isSection(annotation) ? "" : annotation.getAnnotation(Hook.class).section();
    }

    private Map<String, AnnotationValue> values(AnnotationMirror mirror) {
        return elements.getElementValuesWithDefaults(mirror).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().getSimpleName().toString(), Map.Entry::getValue));
    }

    /** What a mark says about the place in brackets: text as it is, constants in lower case. */
    private static String text(Map<String, AnnotationValue> values) {
        return Optional.ofNullable(values.get("value"))
                .map(AnnotationValue::getValue)
                .map(value -> value instanceof VariableElement constant
                        ? constant.getSimpleName().toString().toLowerCase(Locale.ROOT)
                        : value.toString())
                .orElse("");
    }

    private static Tree annotation(UnitScope unit, MethodTree tree, TypeElement type) {
        return tree.getModifiers().getAnnotations().stream()
                .filter(a -> unit.attribution().element(a.getAnnotationType()).equals(type))
                .map(AnnotationTree.class::cast)
                .findFirst()
                .<Tree>map(a -> a)
                .orElse(tree);
    }

    private static void requireKnown(UnitScope unit, Tree place, String section) {
        try {
            SectionName.parse(section);
        } catch (IllegalArgumentException e) {
            throw unit.reporter().refuse(place, UNKNOWN_SECTION, String.valueOf(e.getMessage()));
        }
    }

    private void requireSignature(UnitScope unit, MethodTree tree, ExecutableElement method, TypeElement mark) {
        var name = "program `" + tree.getName() + "`";
        if (!method.getModifiers().contains(Modifier.STATIC))
            throw unit.reporter().refuse(tree, INVALID_PROGRAM, name + " is not static");
        if (method.getParameters().size() != 1)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_PROGRAM,
                            name + " has " + method.getParameters().size() + " parameters, need 1");
        var parameter = method.getParameters().get(0).asType();
        var wanted = mirror(mark, "context");
        var fits = wanted.map(w -> w.toString().equals(parameter.toString()) || describesRecord(unit, mark, parameter))
                .orElseGet(() -> unit.types().of(parameter) instanceof ContextClass);
        if (!fits)
            throw unit.reporter()
                    .refuse(
                            tree.getParameters().get(0),
                            INVALID_PROGRAM,
                            name + " takes a `" + parameter + "`, need "
                                    + wanted.map(w -> "`" + w + "`").orElse("a context"));
        requireResult(unit, tree, method, mark, name);
    }

    /** Returns whether a parameter stands for the record that the kernel hands over. */
    private static boolean describesRecord(UnitScope unit, TypeElement mark, TypeMirror parameter) {
        return mark.getAnnotation(Hook.class).record() && unit.types().of(parameter) instanceof KernelClass;
    }

    private void requireResult(
            UnitScope unit, MethodTree tree, ExecutableElement method, TypeElement mark, String name) {
        JavaType result = unit.types().result(method);
        var verdict = mirror(mark, "verdict").filter(v -> !v.getKind().isPrimitive());
        var fits = result == Int.INT
                || result == Int.UINT
                || verdict.map(v -> v.toString().equals(method.getReturnType().toString()))
                        .orElse(false);
        if (!fits)
            throw unit.reporter()
                    .refuse(
                            tree.getReturnType(),
                            INVALID_PROGRAM,
                            name + " returns `" + result.text() + "`, need "
                                    + verdict.map(v -> "`" + v + "` or ").orElse("") + "`int`");
    }

    /** Returns a class that the {@link Hook} of a mark names; {@link Section} names none. */
    private Optional<TypeMirror> mirror(TypeElement mark, String member) {
        return mark.getAnnotationMirrors().stream()
                .filter(m -> ((TypeElement) m.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(Hook.class.getName()))
                .map(m -> values(m).get(member))
                .map(AnnotationValue::getValue)
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .findFirst();
    }
}
