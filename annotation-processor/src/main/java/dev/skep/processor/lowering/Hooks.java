package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.kernel.SectionName;
import dev.skep.lang.Hook;
import dev.skep.lang.Member;
import dev.skep.lang.Section;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

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
        var section = isMember(method)
                ? Sections.of(type, values(mark), OpsMembers.name(method))
                : Sections.of(type, values(mark));
        new Sections(unit).requireKnown(place, section);
        requireSignature(unit, tree, method, type);
        if (isMember(method)) unit.ops().program(unit, place, tree, method);
        else if (isTraced(type)) new TracedSignature(unit, SectionName.parse(section)).require(tree, method);
        return section;
    }

    /** Returns whether the kernel calls a method through a struct of functions, which says what it returns. */
    static boolean isMember(ExecutableElement method) {
        return method.getAnnotation(Member.class) != null;
    }

    /** Returns whether the parameters of a program are the arguments of what it traces. */
    boolean isTraced(ExecutableElement method) {
        return marks(method).stream()
                .anyMatch(
                        mark -> isTraced((TypeElement) mark.getAnnotationType().asElement()));
    }

    private static boolean isTraced(TypeElement mark) {
        var hook = mark.getAnnotation(Hook.class);
        return hook != null && hook.arguments();
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

    private Map<String, AnnotationValue> values(AnnotationMirror mirror) {
        return elements.getElementValuesWithDefaults(mirror).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().getSimpleName().toString(), Map.Entry::getValue));
    }

    private static Tree annotation(UnitScope unit, MethodTree tree, TypeElement type) {
        return tree.getModifiers().getAnnotations().stream()
                .filter(a -> unit.attribution().element(a.getAnnotationType()).equals(type))
                .map(AnnotationTree.class::cast)
                .findFirst()
                .<Tree>map(a -> a)
                .orElse(tree);
    }

    private void requireSignature(UnitScope unit, MethodTree tree, ExecutableElement method, TypeElement mark) {
        var name = "program `" + tree.getName() + "`";
        if (!method.getModifiers().contains(Modifier.STATIC))
            throw unit.reporter().refuse(tree, INVALID_PROGRAM, name + " is not static");
        if (isTraced(mark)) {
            new TracedArguments(unit, method).require(tree, name);
            if (!isMember(method)) requireResult(unit, tree, method, mark, name);
            return;
        }
        if (method.getParameters().size() != 1)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_PROGRAM,
                            name + " has " + method.getParameters().size() + " parameters, need 1");
        var parameter = method.getParameters().get(0).asType();
        var wanted = mirror(mark, "context")
                .filter(context -> !context.getKind().isPrimitive())
                .filter(context -> context.getKind() != TypeKind.VOID);
        var fits = describes(unit, mark, parameter)
                || wanted.map(w -> w.toString().equals(parameter.toString()))
                        .orElseGet(() ->
                                !isMemory(mark) && isHandedOver(unit.types().of(parameter)));
        if (!fits)
            throw unit.reporter()
                    .refuse(
                            tree.getParameters().get(0),
                            INVALID_PROGRAM,
                            name + " takes a `" + parameter + "`, need "
                                    + wanted.map(w -> "`" + w + "`")
                                            .orElse(isMemory(mark) ? "a @Struct class" : "a context"));
        requireResult(unit, tree, method, mark, name);
    }

    /** Returns whether a parameter stands for what is handed over: a record of the kernel's, or memory of user space's. */
    private static boolean describes(UnitScope unit, TypeElement mark, TypeMirror parameter) {
        var hook = mark.getAnnotation(Hook.class);
        if (hook == null || !(hook.record() || hook.memory())) return false;
        var type = unit.types().of(parameter);
        return hook.record() ? type instanceof KernelClass : type instanceof StructClass;
    }

    private static boolean isMemory(TypeElement mark) {
        var hook = mark.getAnnotation(Hook.class);
        return hook != null && hook.memory();
    }

    private static boolean isHandedOver(JavaType type) {
        return type instanceof ContextClass context && context.origin() == ContextClass.Origin.HANDED_OVER;
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
