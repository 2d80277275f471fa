package dev.skep.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.processor.lowering.Hooks;
import dev.skep.processor.source.MessageText;
import dev.skep.processor.type.MapClasses;
import dev.skep.processor.type.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Writes {@code <Class>Bpf} beside a {@code @Bpf} class: the bytes of the object and the names in it, for those who load it. It is made from
 * declarations alone, in the round that the class is seen in; the object comes later.
 */
final class CompanionWriter {
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final ProcessingEnvironment environment;
    private final Hooks hooks;

    CompanionWriter(ProcessingEnvironment environment) {
        this.environment = environment;
        this.hooks = new Hooks(environment.getElementUtils());
    }

    void write(TypeElement type) {
        var own = ClassName.get(type);
        var name = String.join("_", own.simpleNames()) + "Bpf";
        var companion = TypeSpec.classBuilder(name)
                .addJavadoc("The object made from {@link $T}: its bytes, and the names in it.\n", own)
                .addOriginatingElement(type)
                .addModifiers(visibility(type))
                .addModifiers(Modifier.FINAL)
                .addMethod(constructor())
                .addMethod(bytes(type, ClassName.get(own.packageName(), name)))
                .addType(names("Programs", "The names of the programs.", programs(type)))
                .addType(names("Maps", "The names of the maps.", maps(type)))
                .build();
        try {
            JavaFile.builder(own.packageName(), companion)
                    .indent("    ")
                    .skipJavaLangImports(true)
                    .build()
                    .writeTo(environment.getFiler());
        } catch (IOException e) {
            var text = MessageText.of(
                    DiagnosticCode.NOT_WRITTEN, "`" + name + "` could not be written: " + e.getMessage());
            environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text, type);
        }
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

    private static TypeSpec names(String type, String doc, List<? extends Element> declared) {
        var names = TypeSpec.classBuilder(type)
                .addJavadoc("$L\n", doc)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addMethod(constructor());
        for (var element : declared) {
            names.addField(
                    FieldSpec.builder(String.class, constant(element), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                            .addJavadoc("{@code $L}.\n", Names.of(element))
                            .initializer("$S", Names.of(element))
                            .build());
        }
        return names.build();
    }

    private static String constant(Element element) {
        return WORD.matcher(element.getSimpleName()).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private List<? extends Element> programs(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(hooks::isProgram)
                .toList();
    }

    private static List<? extends Element> maps(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field ->
                        field.asType() instanceof DeclaredType declared && isMap((TypeElement) declared.asElement()))
                .toList();
    }

    private static boolean isMap(TypeElement type) {
        return MapClasses.isMap(type.getQualifiedName().toString());
    }
}
