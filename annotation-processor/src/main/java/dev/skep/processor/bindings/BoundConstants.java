package dev.skep.processor.bindings;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.lang.Unsigned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Enumerators of the kernel's enums without a name, of which only the numbers are left: loaders find enumerators by the name of their enum. */
public final class BoundConstants {
    /** The class that has them. */
    public static final String NAME = "KernelConstants";

    private final BtfIndex types;

    private BoundConstants(BtfIndex types) {
        this.types = types;
    }

    /** A number, and whether it has a sign and 64 bits. */
    private record Constant(long value, Signedness signedness, int size) {
        boolean isSame(Constant other) {
            return value == other.value;
        }
    }

    /**
     * Returns the class with some enumerators.
     *
     * @throws IllegalArgumentException when there is no such enumerator in an enum without a name, or several with other numbers
     */
    public static KernelBindings.Binding of(
            BtfIndex types, String packageName, Collection<String> names, Modifier... modifiers) {
        var found = new BoundConstants(types).find(new TreeSet<>(names));
        var type = TypeSpec.classBuilder(NAME)
                .addJavadoc("Enumerators of the kernel's enums without a name.\n")
                .addModifiers(modifiers)
                .addModifiers(Modifier.FINAL);
        found.forEach((name, constant) -> type.addField(field(name, constant, modifiers)));
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        return new KernelBindings.Binding(
                NAME,
                JavaFile.builder(packageName, type.build())
                        .indent("    ")
                        .skipJavaLangImports(true)
                        .build()
                        .toString());
    }

    private static FieldSpec field(String name, Constant constant, Modifier... modifiers) {
        var wide = constant.size == Long.BYTES;
        var field = FieldSpec.builder(wide ? TypeName.LONG : TypeName.INT, name, modifiers)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .initializer(wide ? "$LL" : "$L", wide ? constant.value : (int) constant.value);
        return constant.signedness == Signedness.SIGNED
                ? field.build()
                : field.addAnnotation(Unsigned.class).build();
    }

    /** Returns a number as a literal: what has no sign and more digits than there are, as bits. */
    static String text(long value, Signedness signedness) {
        return signedness == Signedness.SIGNED || value >= 0 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    private Map<String, Constant> find(Collection<String> names) {
        var found = new TreeMap<String, Constant>();
        var elsewhere = new TreeMap<String, String>();
        for (var known : enums()) {
            for (var value : known.values()) {
                if (!names.contains(value.name())) continue;
                if (known.name().isEmpty()) add(found, value, known);
                else elsewhere.put(value.name(), known.name());
            }
        }
        for (var name : names) if (!found.containsKey(name)) throw unknown(name, elsewhere);
        return found;
    }

    private static void add(Map<String, Constant> found, Enumerator value, BoundEnum known) {
        var constant = new Constant(value.value(), known.signedness(), known.size());
        var before = found.putIfAbsent(value.name(), constant);
        if (before != null && !before.isSame(constant))
            throw new IllegalArgumentException(
                    "`" + value.name() + "` is " + before.value + " in one enum and " + constant.value + " in another");
    }

    private List<BoundEnum> enums() {
        return Stream.of(BtfKind.ENUM, BtfKind.ENUM64)
                .flatMap(kind -> types.all(kind).stream())
                .flatMap(id -> BoundEnum.anyOf(types.type(id)).stream())
                .toList();
    }

    private static IllegalArgumentException unknown(String name, Map<String, String> elsewhere) {
        var owner = elsewhere.get(name);
        return new IllegalArgumentException(
                owner == null
                        ? "no enumerator of the kernel is named `" + name + "`"
                        : "`" + name + "` is a constant of `" + owner + "`");
    }
}
