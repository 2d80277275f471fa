package dev.skep.processor.bindings;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** Java classes for structs of a kernel and for those that their members lead to. The same types make the same text. */
public final class KernelBindings {
    private static final BtfType VOID = new BtfType.Fwd("", BtfType.ForwardKind.STRUCT);

    private final BtfIndex types;
    private final String packageName;
    private final Predicate<String> members;
    private final Predicate<String> present;
    private final Modifier[] modifiers;
    private final Deque<BtfType> waiting = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private final List<TypeSpec> made = new ArrayList<>();

    /**
     * A class.
     *
     * @param name without its package
     * @param text its source
     */
    public record Binding(String name, String text) {}

    private KernelBindings(
            BtfIndex types,
            String packageName,
            Predicate<String> members,
            Predicate<String> present,
            Modifier... modifiers) {
        this.types = types;
        this.packageName = packageName;
        this.members = members;
        this.present = present;
        this.modifiers = modifiers;
    }

    /** Returns whether there is a struct of that name. */
    public static boolean isStruct(BtfIndex types, String name) {
        return SourceVersion.isName(name) && types.find(BtfKind.STRUCT, name).isPresent();
    }

    /**
     * Returns public classes, in the order in which they are met.
     *
     * @param members which members of structs are wanted, by their names in Java
     * @throws IllegalArgumentException when there is no struct of one of the names
     */
    public static List<Binding> of(
            BtfIndex types, String packageName, Collection<String> structs, Predicate<String> members) {
        return of(structs, new KernelBindings(types, packageName, members, name -> false, Modifier.PUBLIC));
    }

    /**
     * Returns the classes that a package lacks, for itself alone.
     *
     * @param present which it has
     * @throws IllegalArgumentException when there is no struct of one of the names
     */
    public static List<Binding> missing(
            BtfIndex types,
            String packageName,
            Collection<String> structs,
            Predicate<String> members,
            Predicate<String> present) {
        return of(structs, new KernelBindings(types, packageName, members, present));
    }

    private static List<Binding> of(Collection<String> structs, KernelBindings bindings) {
        for (var struct : structs) {
            var id = bindings.types
                    .find(BtfKind.STRUCT, struct)
                    .orElseThrow(() -> new IllegalArgumentException("no struct is named `" + struct + "`"));
            bindings.reference(bindings.types.type(id));
        }
        return bindings.all();
    }

    private List<Binding> all() {
        for (var type = waiting.poll(); type != null; type = waiting.poll()) made.add(bind(type));
        return made.stream()
                .map(type -> new Binding(
                        type.name(),
                        JavaFile.builder(packageName, type)
                                .indent("    ")
                                .skipJavaLangImports(true)
                                .build()
                                .toString()))
                .toList();
    }

    private TypeSpec bind(BtfType type) {
        var struct = new BoundStruct(this, type.name());
        return type instanceof BtfType.Composite known ? struct.of(known) : struct.unknown();
    }

    /** Returns the class of a struct or union, which will be made unless it is there. */
    ClassName reference(BtfType type) {
        var name = BoundStruct.javaName(type.name());
        if (met.add(name) && !present.test(name)) waiting.add(type);
        return ClassName.get(packageName, name);
    }

    Modifier[] modifiers() {
        return modifiers.clone();
    }

    boolean isWanted(String member) {
        return members.test(member);
    }

    /** Returns a type of the kernel; {@code void} is a struct without name or members. */
    BtfType type(BtfId id) {
        return id.equals(BtfId.VOID) ? VOID : types.type(id);
    }

    /** Returns a type without qualifiers and other names. */
    BtfType resolved(BtfId id) {
        var type = type(id);
        while (type instanceof BtfType.Modifier modifier) type = type(modifier.target());
        return type;
    }

    /** Returns the other name, if any, that a type has: {@code __be16}. */
    Optional<String> alias(BtfId id) {
        var type = type(id);
        while (type instanceof BtfType.Modifier modifier && !(type instanceof BtfType.Typedef))
            type = type(modifier.target());
        return type instanceof BtfType.Typedef typedef ? Optional.of(typedef.name()) : Optional.empty();
    }
}
