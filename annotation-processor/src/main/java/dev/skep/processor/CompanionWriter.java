package dev.skep.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.sun.source.util.Trees;
import dev.skep.lang.Config;
import dev.skep.lang.Syscall;
import dev.skep.processor.lowering.Hooks;
import dev.skep.processor.type.TypeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes {@code <Class>Bpf} beside a {@code @Bpf} class: the bytes of the object and the names in it, views of what its programs share with user
 * space, and a configuration that changes a copy of the object. It is made from declarations alone, in the round that the class is seen in;
 * the object comes later. At run time it needs the JDK, and for {@code configure()} the package {@code dev.skep.lang.companion}.
 */
final class CompanionWriter {
    private final ProcessingEnvironment environment;
    private final CompanionNames names;
    private final SourceFiles files;

    CompanionWriter(ProcessingEnvironment environment) {
        this.environment = environment;
        this.files = new SourceFiles(environment);
        this.names = new CompanionNames(new Hooks(environment.getElementUtils()));
    }

    void write(TypeElement type) {
        var own = ClassName.get(type);
        var name = String.join("_", own.simpleNames()) + "Bpf";
        var className = ClassName.get(own.packageName(), name);
        var companion = TypeSpec.classBuilder(name)
                .addJavadoc(
                        names.hasObject(type)
                                ? "The object made from {@link $T}: its bytes, and the names in it.\n"
                                : "What the objects have that use {@link $T}, which has none of its own.\n",
                        own)
                .addModifiers(visibility(type))
                .addModifiers(Modifier.FINAL)
                .addMethod(constructor())
                .addTypes(names.of(type));
        if (names.hasObject(type)) companion.addMethod(bytes(type, className));
        types().ifPresent(types -> addTyped(companion, className, type, types));
        var text = JavaFile.builder(own.packageName(), companion.build())
                .indent("    ")
                .build()
                .toString();
        files.write(own.packageName(), name, text, List.of(type));
    }

    /** Returns what reads declarations; compilers that are not javac have nothing for it. */
    private Optional<TypeMapping> types() {
        try {
            return Optional.of(new TypeMapping(
                    Trees.instance(environment),
                    environment.getElementUtils(),
                    (owner, number) -> Literals.number(number)));
        } catch (IllegalArgumentException notJavac) {
            return Optional.empty();
        }
    }

    private void addTyped(TypeSpec.Builder companion, ClassName name, TypeElement type, TypeMapping types) {
        var views = new CompanionViews(types, name);
        var configuration = new CompanionConfiguration(types, name);
        for (var map : CompanionNames.maps(type)) {
            views.add(map);
            configuration.addMap(map);
        }
        for (var global : CompanionNames.globals(type)) {
            views.add(global);
            if (global.getAnnotation(Config.class) != null) configuration.addSetting(global);
        }
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> method.getAnnotation(Syscall.class) != null)
                .forEach(views::add);
        companion.addType(views.build());
        if (names.hasObject(type)) companion.addMethod(configuration.start()).addType(configuration.build());
    }

    /** As visible as the class is from outside. */
    private static Modifier[] visibility(TypeElement type) {
        for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement())
            if (!each.getModifiers().contains(Modifier.PUBLIC)) return new Modifier[0];
        return new Modifier[] {Modifier.PUBLIC};
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
    }

    private MethodSpec bytes(TypeElement type, ClassName companion) {
        return MethodSpec.methodBuilder("bytes")
                .addJavadoc("Returns the object, as loaders take it.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(byte[].class)
                .beginControlFlow(
                        "try ($T object = $T.class.getResourceAsStream($S))",
                        InputStream.class,
                        companion,
                        "/" + ObjectFiles.path(environment, type))
                .beginControlFlow("if (object == null)")
                .addStatement(
                        "throw new $T($S)",
                        IllegalStateException.class,
                        ObjectFiles.path(environment, type) + " is not on the class path")
                .endControlFlow()
                .addStatement("return object.readAllBytes()")
                .nextControlFlow("catch ($T e)", IOException.class)
                .addStatement("throw new $T(e)", UncheckedIOException.class)
                .endControlFlow()
                .build();
    }
}
