package dev.skep.processor.bindings;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.lang.Unsigned;
import dev.skep.processor.bindings.Kernels.Kernel;
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

    private BoundConstants() {}

    /** A number, and whether it has a sign and 64 bits. */
    private record Constant(long value, Signedness signedness, int size) {
        boolean isSame(Constant other) {
            return value == other.value;
        }

        /** As in C, one that an integer with a sign can hold is such an integer, whatever its enum is, and fits beside both. */
        boolean isSigned() {
            return signedness == Signedness.SIGNED || (size == Long.BYTES ? value : (int) value) >= 0;
        }
    }

    /**
     * Returns the class with some enumerators.
     *
     * @throws IllegalArgumentException when there is no such enumerator in an enum without a name, or several with other numbers
     */
    public static KernelBindings.Binding of(
            Kernels kernels, String packageName, Collection<String> names, Modifier... modifiers) {
        var found = find(kernels, new TreeSet<>(names));
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
        return constant.isSigned()
                ? field.build()
                : field.addAnnotation(Unsigned.class).build();
    }

    /** Returns a number as a literal: what has no sign and more digits than there are, as bits. */
    static String text(long value, Signedness signedness) {
        return signedness == Signedness.SIGNED || value >= 0 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    /** An enumerator of which kernels have different numbers has that of the newest. */
    private static Map<String, Constant> find(Kernels kernels, Collection<String> names) {
        var all = new TreeMap<String, Constant>();
        var elsewhere = new TreeMap<String, String>();
        for (var kernel : kernels.all()) find(kernel, names, elsewhere).forEach(all::putIfAbsent);
        for (var name : names) if (!all.containsKey(name)) throw unknown(name, elsewhere);
        return all;
    }

    private static Map<String, Constant> find(Kernel kernel, Collection<String> names, Map<String, String> elsewhere) {
        var found = new TreeMap<String, Constant>();
        for (var known : enums(kernel)) {
            for (var value : known.values()) {
                if (!names.contains(value.name())) continue;
                if (known.name().isEmpty()) add(found, value, known);
                else elsewhere.put(value.name(), known.name());
            }
        }
        return found;
    }

    private static void add(Map<String, Constant> found, Enumerator value, BoundEnum known) {
        var constant = new Constant(value.value(), known.signedness(), known.size());
        var before = found.putIfAbsent(value.name(), constant);
        if (before != null && !before.isSame(constant))
            throw new IllegalArgumentException(
                    "`" + value.name() + "` is " + before.value + " in one enum and " + constant.value + " in another");
    }

    private static List<BoundEnum> enums(Kernel kernel) {
        return Stream.of(BtfKind.ENUM, BtfKind.ENUM64)
                .flatMap(kind -> kernel.types().all(kind).stream())
                .flatMap(id -> BoundEnum.anyOf(kernel.type(id)).stream())
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
