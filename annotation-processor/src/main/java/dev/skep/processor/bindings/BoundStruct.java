package dev.skep.processor.bindings;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Member;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelType;
import dev.skep.lang.Name;
import dev.skep.lang.Union;
import dev.skep.processor.bindings.Kernels.Found;
import dev.skep.processor.bindings.Kernels.Kernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** The class of one struct or union. Members of anonymous structs and unions are members of it, as they are in C. */
final class BoundStruct {
    private final KernelBindings bindings;
    private final String name;
    /** The classes around, whose names nothing within may have. */
    private final Set<String> around;

    private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
    private final Map<String, TypeSpec> nested = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    BoundStruct(KernelBindings bindings, String name) {
        this(bindings, name, Set.of(name));
    }

    private BoundStruct(KernelBindings bindings, String name, Set<String> around) {
        this.bindings = bindings;
        this.name = name;
        this.around = around;
    }

    /** Returns the class of a struct, with what only older kernels have of it. */
    TypeSpec of(Found struct, BtfType.Composite type) {
        var older = OlderStruct.of(bindings.kernels(), struct);
        var newest = struct.kernel();
        var members = new Members(newest, "", (member, declared) -> older.stream()
                .map(kernel -> kernel.remark(member, declared))
                .collect(Collectors.joining()));
        members.add(type, 0);
        for (var other : older) addMissing(members, other, newest);
        var isUnion = type instanceof BtfType.Union;
        var doc = (isUnion ? "{@code union " : "{@code struct ") + name + "}, " + type.size() + " bytes.";
        return spec(isUnion, doc).build();
    }

    private void addMissing(Members known, OlderStruct older, Kernel newest) {
        var kernel = older.kernel();
        var missing = new Members(kernel, " in " + kernel.name(), (m, declared) -> " Not in " + newest.name() + ".");
        for (var place : older.places())
            if (!known.names.contains(place.member().name())) missing.add(place.member(), place.bits());
    }

    /** A struct of which the kernel's types have no more than the name. */
    TypeSpec unknown(BtfType type) {
        var isUnion = type instanceof BtfType.Fwd forward && forward.of() == BtfType.ForwardKind.UNION;
        return spec(isUnion, "{@code " + (isUnion ? "union " : "struct ") + name + "}, of which nothing is known.")
                .build();
    }

    private TypeSpec.Builder spec(boolean isUnion, String doc) {
        var spec = spec(name, name, doc);
        return isUnion ? spec.addAnnotation(Union.class) : spec;
    }

    private TypeSpec.Builder spec(String className, String kernelName, String doc) {
        return TypeSpec.classBuilder(javaName(className))
                .addJavadoc("$L\n", String.join("\n\n<p>", documentation(doc)))
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

    private List<String> documentation(String doc) {
        List<String> paragraphs = new ArrayList<>(leftOut);
        paragraphs.add(0, doc);
        return paragraphs;
    }

    /** What else the documentation says of a member with its declaration. */
    private interface Remarks {
        String on(Member member, String declared);
    }

    /** Members as a kernel has them. */
    private final class Members {
        private final Kernel kernel;
        /** Of which kernel the places are, where it is not the newest. */
        private final String where;

        private final Remarks remarks;
        private final CText text;
        private final Set<String> names = new HashSet<>();

        Members(Kernel kernel, String where, Remarks remarks) {
            this.kernel = kernel;
            this.where = where;
            this.remarks = remarks;
            this.text = new CText(kernel::type);
        }

        void add(BtfType.Composite type, int bits) {
            for (var member : type.members()) {
                var offset = bits + member.bitOffset();
                if (!member.name().isEmpty()) add(member, offset);
                else if (kernel.resolved(member.type()) instanceof BtfType.Composite inner) add(inner, offset);
            }
        }

        void add(Member member, int bits) {
            var java = javaName(member.name());
            names.add(member.name());
            if (!bindings.isWanted(java)) return;
            if (fields.containsKey(java)) {
                leaveOut(member, bits, "Another member has its name in Java");
                return;
            }
            type(member, java)
                    .ifPresentOrElse(
                            bound -> fields.put(java, field(member, bits, java, bound)),
                            () -> leaveOut(member, bits, BoundTypes.whyNot(innermost(member.type()))));
        }

        private FieldSpec field(Member member, int bits, String java, BoundType bound) {
            var field =
                    FieldSpec.builder(bound.type(), java, bindings.modifiers()).addJavadoc("$L\n", doc(member, bits));
            bound.annotations().forEach(field::addAnnotation);
            if (!isOfTheKernel(member.name())) field.addAnnotation(named(member.name()));
            return field.build();
        }

        private void leaveOut(Member member, int bits, String reason) {
            leftOut.add("Left out: " + doc(member, bits) + " " + reason + ".");
        }

        /** The number of bits of a bit-field stands beside its type, and what an array has in the innermost dimension is its type. */
        private Optional<BoundType> type(Member member, String java) {
            List<Integer> lengths = new ArrayList<>();
            var id = member.type();
            while (kernel.resolved(id) instanceof BtfType.Array array) {
                if (array.count() != (int) array.count()) return Optional.empty();
                lengths.add((int) array.count());
                id = array.element();
            }
            var type = element(member, id, java);
            return lengths.isEmpty() ? type : type.map(bound -> bound.array(lengths));
        }

        private BtfType innermost(BtfId id) {
            var type = kernel.resolved(id);
            return type instanceof BtfType.Array array ? innermost(array.element()) : type;
        }

        private Optional<BoundType> element(Member member, BtfId id, String java) {
            if (!(kernel.resolved(id) instanceof BtfType.Composite inner)
                    || !inner.name().isEmpty()) return new BoundTypes(bindings, kernel).of(id, member.bitFieldSize());
            var className = java + "_";
            while (around.contains(className) || nested.containsKey(className)) className += "_";
            var within = new HashSet<>(around);
            within.add(className);
            var struct = new BoundStruct(bindings, name, within);
            struct.new Members(kernel, where, (m, declared) -> "").add(inner, 0);
            nested.put(
                    className,
                    struct.spec(className, "", text.of(id, member.name()))
                            .addModifiers(Modifier.STATIC)
                            .build());
            return Optional.of(BoundType.of(ClassName.get("", className)).with(Embedded.class));
        }

        private String doc(Member member, int bits) {
            var declared = text.declaration(member);
            return "{@code " + declared + "}, at byte " + CText.place(bits) + where + "."
                    + remarks.on(member, declared);
        }
    }

    static AnnotationSpec named(String name) {
        return AnnotationSpec.builder(Name.class).addMember("value", "$S", name).build();
    }

    /** Returns whether the name of a member in Java tells the one that it has in the kernel. */
    private static boolean isOfTheKernel(String name) {
        return name.chars().noneMatch(Character::isUpperCase) && javaName(name).equals(name);
    }

    /** Java's own words get a line behind them. */
    static String javaName(String name) {
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }
}
