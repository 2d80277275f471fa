package dev.skep.processor.bindings;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.lang.Code;
import dev.skep.lang.KernelEnum;
import dev.skep.lang.Unsigned;
import dev.skep.processor.bindings.Kernels.Found;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The Java enum of an enum of the kernel, with its constants and their numbers. */
record BoundEnum(String name, int size, Signedness signedness, List<Enumerator> values) {
    /** The field with the number of a constant, and the method that returns it. */
    private static final String NUMBER = "number";

    /** Returns the enum that a type is; empty for other types and for enums without a name or with numbers that Java does not have. */
    static Optional<BoundEnum> of(BtfType type) {
        if (type.name().isEmpty()) return Optional.empty();
        return anyOf(type).filter(known -> BoundTypes.INTEGERS.containsKey(known.size));
    }

    /** Returns the enum that a type is, with a name or without. */
    static Optional<BoundEnum> anyOf(BtfType type) {
        if (type instanceof BtfType.Enum known)
            return Optional.of(new BoundEnum(known.name(), known.size(), known.signedness(), known.values()));
        return type instanceof BtfType.Enum64 known
                ? Optional.of(new BoundEnum(known.name(), known.size(), known.signedness(), known.values()))
                : Optional.empty();
    }

    TypeSpec bind(KernelBindings bindings, List<Found> older) {
        var type = TypeSpec.enumBuilder(BoundStruct.javaName(name))
                .addJavadoc("{@code enum $L}, $L bytes.\n", name, size)
                .addAnnotation(KernelEnum.class)
                .addModifiers(bindings.modifiers());
        if (!BoundStruct.javaName(name).equals(name)) type.addAnnotation(BoundStruct.named(name));
        for (var value : withMissing(older)) {
            var constant = constantName(value.name());
            if (bindings.isWantedConstant(constant)) type.addEnumConstant(constant, constant(value, constant));
        }
        var integer = Objects.requireNonNull(BoundTypes.INTEGERS.get(size), "no integer is so wide");
        return type.addField(number(FieldSpec.builder(integer, NUMBER, Modifier.PRIVATE, Modifier.FINAL))
                        .build())
                .addMethod(constructor(integer))
                .addMethod(accessor(bindings, integer))
                .build();
    }

    /** Returns the constants, and behind them those that only older kernels have. */
    private Collection<Enumerator> withMissing(List<Found> older) {
        Map<String, Enumerator> all = new LinkedHashMap<>();
        for (var value : values) all.put(value.name(), value);
        for (var other : older)
            for (var known : of(other.type()).stream().toList())
                for (var value : known.values) all.putIfAbsent(value.name(), value);
        return all.values();
    }

    private static String constantName(String name) {
        return name.equals(NUMBER) ? name + "_" : BoundStruct.javaName(name);
    }

    private TypeSpec constant(Enumerator value, String java) {
        var text = BoundConstants.text(value.value(), signedness) + "L";
        var constant = TypeSpec.anonymousClassBuilder("$L", text)
                .addAnnotation(AnnotationSpec.builder(Code.class)
                        .addMember("value", "$L", text)
                        .build());
        if (!java.equals(value.name())) constant.addAnnotation(BoundStruct.named(value.name()));
        return constant.build();
    }

    private FieldSpec.Builder number(FieldSpec.Builder field) {
        return signedness == Signedness.SIGNED ? field : field.addAnnotation(Unsigned.class);
    }

    private static MethodSpec constructor(TypeName integer) {
        return MethodSpec.constructorBuilder()
                .addParameter(ParameterSpec.builder(TypeName.LONG, NUMBER).build())
                .addStatement("this.$N = ($T) $N", NUMBER, integer, NUMBER)
                .build();
    }

    private MethodSpec accessor(KernelBindings bindings, TypeName integer) {
        var method = MethodSpec.methodBuilder(NUMBER)
                .addJavadoc("Returns the number of the constant.\n")
                .addModifiers(bindings.modifiers())
                .returns(integer)
                .addStatement("return $N", NUMBER);
        return (signedness == Signedness.SIGNED ? method : method.addAnnotation(Unsigned.class)).build();
    }
}
