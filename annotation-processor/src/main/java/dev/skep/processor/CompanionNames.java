package dev.skep.processor;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.skep.lang.Bpf;
import dev.skep.lang.Global;
import dev.skep.lang.Kconfig;
import dev.skep.lang.Ksym;
import dev.skep.lang.StructOps;
import dev.skep.processor.lowering.Hooks;
import dev.skep.processor.type.MapClasses;
import dev.skep.processor.type.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** The classes of a companion that hold names: one constant for each program, map and global variable of the object. */
final class CompanionNames {
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final Hooks hooks;

    CompanionNames(Hooks hooks) {
        this.hooks = hooks;
    }

    /** Returns whether there is an object for a class: one that has nothing but functions is part of the objects that call them. */
    boolean hasObject(TypeElement type) {
        return !programs(type).isEmpty()
                || !mapsAndTable(type).isEmpty()
                || !type.getAnnotation(Bpf.class).object().isEmpty()
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> method.getAnnotation(Global.class) != null);
    }

    /** Returns the classes for what a {@code @Bpf} class declares. */
    List<TypeSpec> of(TypeElement type) {
        return List.of(
                names("Programs", "The names of the programs.", programs(type)),
                names("Maps", "The names of the maps.", mapsAndTable(type)),
                names("Globals", "The names of the settings and the global variables.", globals(type)));
    }

    private static TypeSpec names(String type, String doc, List<? extends Element> declared) {
        var names = TypeSpec.classBuilder(type)
                .addJavadoc("$L\n", doc)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        var counts = counts(declared);
        Set<String> taken = new HashSet<>();
        for (var element : declared) {
            var constant = constant(element);
            var unique = counts.getOrDefault(constant, 0) == 1;
            var name = unique ? constant : element.getSimpleName().toString();
            if (taken.add(name)) // programs may be overloaded until their bodies are refused for it
            names.addField(FieldSpec.builder(String.class, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$S", Names.of(element))
                    .build());
        }
        return names.build();
    }

    /** Names that differ in nothing but case would be the same constant: those stay as they are. */
    private static Map<String, Integer> counts(List<? extends Element> declared) {
        Map<String, Integer> counts = new HashMap<>();
        for (var element : declared) counts.merge(constant(element), 1, Integer::sum);
        return counts;
    }

    private static String constant(Element element) {
        return WORD.matcher(element.getSimpleName()).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private List<ExecutableElement> programs(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(hooks::isProgram)
                .toList();
    }

    static List<VariableElement> maps(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(CompanionNames::isMap)
                .toList();
    }

    /** A struct of functions is a map for loaders. */
    private static List<Element> mapsAndTable(TypeElement type) {
        return Stream.concat(
                        maps(type).stream(),
                        Stream.of(type).filter(table -> table.getAnnotation(StructOps.class) != null))
                .toList();
    }

    static List<VariableElement> globals(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !isMap(field) && isGlobal(field))
                .toList();
    }

    private static boolean isGlobal(VariableElement field) {
        return field.getModifiers().contains(Modifier.STATIC)
                && field.getConstantValue() == null
                && field.getAnnotation(Kconfig.class) == null
                && field.getAnnotation(Ksym.class) == null;
    }

    private static boolean isMap(VariableElement field) {
        return field.asType() instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement type
                && MapClasses.isMap(type);
    }
}
