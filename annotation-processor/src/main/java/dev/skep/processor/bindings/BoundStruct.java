package dev.skep.processor.bindings;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Member;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelType;
import dev.skep.lang.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** The class of one struct or union. Members of anonymous structs and unions are members of it, as they are in C. */
final class BoundStruct {
    private final KernelBindings bindings;
    private final String name;
    /** The classes around, whose names nothing within may have. */
    private final Set<String> around;

    private final CText text;
    private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
    private final Map<String, TypeSpec> nested = new LinkedHashMap<>();

    BoundStruct(KernelBindings bindings, String name) {
        this(bindings, name, Set.of(name));
    }

    private BoundStruct(KernelBindings bindings, String name, Set<String> around) {
        this.bindings = bindings;
        this.name = name;
        this.around = around;
        this.text = new CText(bindings);
    }

    TypeSpec of(BtfType.Composite type) {
        add(type, 0);
        var isUnion = type instanceof BtfType.Union;
        var doc = (isUnion ? "{@code union " : "{@code struct ") + name + "}, " + type.size() + " bytes.";
        return spec(name, isUnion ? "" : name, doc).build();
    }

    /** A struct of which the kernel's types have no more than the name. */
    TypeSpec unknown() {
        return spec(name, name, "{@code struct " + name + "}, of which nothing is known.")
                .build();
    }

    private TypeSpec.Builder spec(String className, String kernelName, String doc) {
        return TypeSpec.classBuilder(javaName(className))
                .addJavadoc("$L\n", doc)
                .addAnnotation(AnnotationSpec.builder(KernelType.class)
                        .addMember("value", "$S", kernelName)
                        .build())
                .addModifiers(bindings.modifiers())
                .addModifiers(Modifier.FINAL)
                .addFields(fields.values())
                .addTypes(nested.values())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
    }

    private void add(BtfType.Composite type, int bits) {
        for (var member : type.members()) {
            var offset = bits + member.bitOffset();
            if (!member.name().isEmpty()) add(member, offset);
            else if (bindings.resolved(member.type()) instanceof BtfType.Composite inner) add(inner, offset);
        }
    }

    private void add(Member member, int bits) {
        var java = javaName(member.name());
        if (!bindings.isWanted(java)) return;
        type(member, java).ifPresent(bound -> {
            var field =
                    FieldSpec.builder(bound.type(), java, bindings.modifiers()).addJavadoc("$L\n", doc(member, bits));
            bound.annotations().forEach(field::addAnnotation);
            if (!isSnakeCase(member.name()) || !java.equals(member.name()))
                field.addAnnotation(AnnotationSpec.builder(Name.class)
                        .addMember("value", "$S", member.name())
                        .build());
            fields.put(java, field.build());
        });
    }

    private Optional<BoundType> type(Member member, String java) {
        if (bindings.resolved(member.type()) instanceof BtfType.Composite inner
                && inner.name().isEmpty()) {
            var className = java + "_";
            while (around.contains(className)) className += "_";
            var within = new HashSet<>(around);
            within.add(className);
            var struct = new BoundStruct(bindings, name, within);
            struct.add(inner, 0);
            nested.put(
                    className,
                    struct.spec(className, "", text.of(member.type(), member.name()))
                            .addModifiers(Modifier.STATIC)
                            .build());
            return Optional.of(BoundType.of(ClassName.get("", className)).with(Embedded.class));
        }
        return new BoundTypes(bindings).of(member);
    }

    private String doc(Member member, int bits) {
        var declared = text.of(member.type(), member.name());
        var place = bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? "" : "." + bits % Byte.SIZE);
        return "{@code " + declared + (member.bitFieldSize() > 0 ? " : " + member.bitFieldSize() : "") + "}, at byte "
                + place + ".";
    }

    private static boolean isSnakeCase(String name) {
        return name.chars().noneMatch(Character::isUpperCase);
    }

    /** Java's own words get a line behind them. */
    static String javaName(String name) {
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }
}
