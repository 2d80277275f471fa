package dev.skep.processor;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.skep.kernel.MapType;
import dev.skep.lang.companion.ObjectCopy;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.TypeMapping;
import dev.skep.processor.type.UnmappableException;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** The class of a companion that changes settings and sizes of maps in a copy of the object, before a loader gets it. */
final class CompanionConfiguration {
    /** What every object has, and this one besides. */
    private static final Set<String> TAKEN =
            Set.of("object", "getClass", "notify", "notifyAll", "wait", "hashCode", "toString", "clone", "finalize");

    /** Ring buffers are made of pages, of which the smallest that any machine has are 4 KiB. */
    private static final int PAGE = 4096;

    private final TypeMapping types;
    private final ClassName name;
    private final TypeSpec.Builder configuration;

    CompanionConfiguration(TypeMapping types, ClassName companion) {
        this.types = types;
        this.name = companion.nestedClass("Configuration");
        this.configuration = TypeSpec.classBuilder(name)
                .addJavadoc("A copy of the object whose settings and maps are changed before it is loaded.\n")
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addField(ObjectCopy.class, "copy", PRIVATE, FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addStatement("copy = $T.of($T.bytes())", ObjectCopy.class, companion)
                        .build());
    }

    /** Returns the method of the companion that begins one. */
    MethodSpec start() {
        return MethodSpec.methodBuilder("configure")
                .addJavadoc("Returns a copy of the object with the settings and sizes that it was declared with.\n")
                .addModifiers(PUBLIC, STATIC)
                .returns(name)
                .addStatement("return new $T()", name)
                .build();
    }

    /** Adds a setting. */
    void addSetting(VariableElement field) {
        try {
            setting(field, types.of(field));
        } catch (UnmappableException wrong) {
            // is refused where it stands
        }
    }

    /** Adds a map whose size may be another one. */
    void addMap(VariableElement field) {
        try {
            if (types.of(field) instanceof MapClass map) size(field, map.kind() == MapType.RINGBUF);
        } catch (UnmappableException wrong) {
            // is refused where it stands
        }
    }

    TypeSpec build() {
        return configuration
                .addMethod(MethodSpec.methodBuilder("object")
                        .addJavadoc("Returns the object as it is now, for a loader.\n")
                        .addModifiers(PUBLIC)
                        .returns(byte[].class)
                        .addStatement("return copy.object()")
                        .build())
                .build();
    }

    private void setting(VariableElement field, JavaType type) {
        if (type == Other.STRING || (type instanceof ArrayClass array && array.element() == Int.BYTE)) text(field);
        if (type instanceof ArrayClass array) elements(field, array.element());
        else if (type.integer().isPresent()) number(field, type.integer().get());
        if (type instanceof EnumClass constants && isAccessible(field)) constant(field, constants);
    }

    /** A setting that is an enum takes its constants, too, where the companion sees them. */
    private void constant(VariableElement field, EnumClass constants) {
        var method = setter(field)
                .addParameter(TypeName.get(field.asType()), "value")
                .beginControlFlow("switch (value)");
        constants
                .codes()
                .forEach((constant, code) -> method.addStatement(
                        "case $L: return $L(($T) $LL)",
                        constant,
                        method(field),
                        Scalars.type(constants.number()),
                        code));
        configuration.addMethod(
                method.addStatement("default: throw new $T(value.name())", IllegalArgumentException.class)
                        .endControlFlow()
                        .build());
    }

    private static boolean isAccessible(VariableElement field) {
        var type = ((DeclaredType) field.asType()).asElement();
        for (var each = type; each instanceof TypeElement; each = each.getEnclosingElement())
            if (each.getModifiers().contains(Modifier.PRIVATE)) return false;
        return isInPackage(type, field) || type.getModifiers().contains(Modifier.PUBLIC);
    }

    private static boolean isInPackage(Element one, Element other) {
        return packageOf(one).equals(packageOf(other));
    }

    private static Element packageOf(Element element) {
        var home = element.getEnclosingElement();
        return element instanceof PackageElement || home == null ? element : packageOf(home);
    }

    private void number(VariableElement field, Int integer) {
        configuration.addMethod(setter(field)
                .addParameter(Scalars.type(integer), "value")
                .addCode(Scalars.check(integer))
                .addStatement(
                        "copy.integers($S, $L, $L)",
                        Names.of(field),
                        integer.bits() / Byte.SIZE,
                        integer == Int.BOOLEAN ? "value ? 1 : 0" : "value")
                .addStatement("return this")
                .build());
    }

    /** An array gets as many as it has. */
    private void elements(VariableElement field, JavaType element) {
        var integer = element.integer().orElse(null);
        if (integer == null) return;
        var type = Scalars.type(integer);
        configuration.addMethod(setter(field)
                .addParameter(ArrayTypeName.of(type), "values")
                .varargs()
                .addStatement("long[] numbers = new long[values.length]")
                .beginControlFlow("for (int i = 0; i < values.length; i++)")
                .addStatement("$T value = values[i]", type)
                .addCode(Scalars.check(integer))
                .addStatement("numbers[i] = $L", integer == Int.BOOLEAN ? "value ? 1 : 0" : "value")
                .endControlFlow()
                .addStatement("copy.integers($S, $L, numbers)", Names.of(field), integer.bits() / Byte.SIZE)
                .addStatement("return this")
                .build());
    }

    private void text(VariableElement field) {
        configuration.addMethod(setter(field)
                .addParameter(String.class, "text")
                .addStatement("copy.text($S, text)", Names.of(field))
                .addStatement("return this")
                .build());
    }

    private MethodSpec.Builder setter(VariableElement field) {
        return MethodSpec.methodBuilder(method(field))
                .addJavadoc("Sets {@code $L}.\n", field.getSimpleName())
                .addModifiers(PUBLIC)
                .returns(name);
    }

    private static String method(VariableElement field) {
        var setting = field.getSimpleName().toString();
        return TAKEN.contains(setting) ? setting + "_" : setting;
    }

    private void size(VariableElement field, boolean isRing) {
        var map = field.getSimpleName().toString();
        var method = MethodSpec.methodBuilder(map + (isRing ? "Bytes" : "MaxEntries"))
                .addJavadoc(
                        "Sets how many $L {@code $L} has$L.\n",
                        isRing ? "bytes" : "entries",
                        map,
                        isRing ? ", a power of two of whole pages" : " at most")
                .addModifiers(PUBLIC)
                .returns(name)
                .addParameter(TypeName.INT, "number");
        if (isRing)
            method.addCode(CodeBlock.builder()
                    .beginControlFlow("if (number < $L || $T.bitCount(number) != 1)", PAGE, Integer.class)
                    .addStatement(
                            "throw new $T(number + $S)",
                            IllegalArgumentException.class,
                            String.format(Locale.ROOT, " bytes are no power of two from %d on", PAGE))
                    .endControlFlow()
                    .build());
        configuration.addMethod(method.addStatement("copy.maxEntries($S, number)", Names.of(field))
                .addStatement("return this")
                .build());
    }
}
