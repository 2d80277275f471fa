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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** Java classes for structs and enums of a kernel and for those that their members lead to. The same types make the same text. */
public final class KernelBindings {
    private static final BtfType VOID = new BtfType.Fwd("", BtfType.ForwardKind.STRUCT);

    /** What has a class: of two types of one name, the first. */
    private static final List<BtfKind> KINDS = List.of(BtfKind.STRUCT, BtfKind.ENUM, BtfKind.ENUM64);

    private final BtfIndex types;
    private final String packageName;
    private final Wanted wanted;
    private final Modifier[] modifiers;
    private final Map<BtfId, BtfType> read = new HashMap<>();
    private final Deque<BtfType> waiting = new ArrayDeque<>();
    private final Map<String, Boolean> met = new HashMap<>();
    private final List<TypeSpec> made = new ArrayList<>();

    /**
     * A class.
     *
     * @param name without its package
     * @param text its source
     */
    public record Binding(String name, String text) {}

    /**
     * Which classes and what of them.
     *
     * @param members which members of structs, by their names in Java
     * @param constants which constants of enums
     * @param present which classes are there already
     */
    public record Wanted(Predicate<String> members, Predicate<String> constants, Predicate<String> present) {}

    private KernelBindings(BtfIndex types, String packageName, Wanted wanted, Modifier... modifiers) {
        this.types = types;
        this.packageName = packageName;
        this.wanted = wanted;
        this.modifiers = modifiers;
    }

    /** Returns whether there is a struct or an enum of that name. */
    public static boolean isKnown(BtfIndex types, String name) {
        return SourceVersion.isName(name) && find(types, name).isPresent();
    }

    private static Optional<BtfId> find(BtfIndex types, String name) {
        return KINDS.stream().flatMap(kind -> types.find(kind, name).stream()).findFirst();
    }

    /**
     * Returns public classes, in the order in which they are met.
     *
     * @param names of structs and enums
     * @param members which members of structs and constants of enums are wanted, by their names in Java
     * @throws IllegalArgumentException when there is nothing of one of the names
     */
    public static List<Binding> of(
            BtfIndex types, String packageName, Collection<String> names, Predicate<String> members) {
        var wanted = new Wanted(members, members, name -> false);
        return of(names, new KernelBindings(types, packageName, wanted, Modifier.PUBLIC));
    }

    /**
     * Returns the classes that a package lacks, for itself alone.
     *
     * @param names of structs and enums
     * @throws IllegalArgumentException when there is nothing of one of the names
     */
    public static List<Binding> missing(BtfIndex types, String packageName, Collection<String> names, Wanted wanted) {
        return of(names, new KernelBindings(types, packageName, wanted));
    }

    private static List<Binding> of(Collection<String> names, KernelBindings bindings) {
        for (var name : names) {
            var id = find(bindings.types, name)
                    .orElseThrow(() -> new IllegalArgumentException("no struct or enum is named `" + name + "`"));
            bindings.reference(bindings.types.type(id));
        }
        return bindings.all();
    }

    private List<Binding> all() {
        for (var type = waiting.poll(); type != null; type = waiting.poll()) made.add(bind(type));
        return made.parallelStream() // what takes the time is the writing of texts, which know nothing of each other
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
        var enumeration = BoundEnum.of(type);
        if (enumeration.isPresent()) return enumeration.get().bind(this);
        var struct = new BoundStruct(this, type.name());
        return whole(type) instanceof BtfType.Composite known ? struct.of(known) : struct.unknown();
    }

    /** A file may have a struct twice: where it is known, and in a part of the kernel that only has pointers to it. */
    private BtfType whole(BtfType type) {
        return type instanceof BtfType.Fwd
                ? types.find(BtfKind.STRUCT, type.name()).map(types::type).orElse(type)
                : type;
    }

    /** Returns the class of a struct, union or enum, which will be made unless it is there. */
    ClassName reference(BtfType type) {
        var name = BoundStruct.javaName(type.name());
        if (met.putIfAbsent(name, isEnum(type)) == null && !wanted.present.test(name)) waiting.add(type);
        return ClassName.get(packageName, name);
    }

    /** Returns whether the class of that name stands for an enum and this is none, or the other way round. */
    boolean isTaken(BtfType type) {
        var before = met.get(BoundStruct.javaName(type.name()));
        return before != null && before != isEnum(type);
    }

    private static boolean isEnum(BtfType type) {
        return BoundEnum.of(type).isPresent();
    }

    Modifier[] modifiers() {
        return modifiers.clone();
    }

    boolean isWanted(String member) {
        return wanted.members.test(member);
    }

    boolean isWantedConstant(String name) {
        return wanted.constants.test(name);
    }

    /** Returns a type of the kernel; {@code void} is a struct without name or members. */
    BtfType type(BtfId id) {
        return id.equals(BtfId.VOID) ? VOID : read.computeIfAbsent(id, types::type);
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
