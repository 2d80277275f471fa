package dev.skep.processor.bindings;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.processor.bindings.Kernels.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** Java classes for structs, unions and enums of a kernel and for those that their members lead to. The same types make the same text. */
public final class KernelBindings {
    /** What has a class: of two types of one name, the first. */
    private static final List<BtfKind> KINDS = List.of(BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64);

    private final Kernels kernels;
    private final String packageName;
    private final Wanted wanted;
    private final Modifier[] modifiers;
    private final Deque<Found> waiting = new ArrayDeque<>();
    private final Map<String, Family> met = new HashMap<>();
    private final List<TypeSpec> made = new ArrayList<>();

    /** What types of one name must have in common to have one class. */
    private enum Family {
        STRUCT,
        UNION,
        ENUM;

        static Family of(BtfType type) {
            if (BoundEnum.of(type).isPresent()) return ENUM;
            var isUnion = type instanceof BtfType.Union
                    || (type instanceof BtfType.Fwd forward && forward.of() == BtfType.ForwardKind.UNION);
            return isUnion ? UNION : STRUCT;
        }
    }

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

    private KernelBindings(Kernels kernels, String packageName, Wanted wanted, Modifier... modifiers) {
        this.kernels = kernels;
        this.packageName = packageName;
        this.wanted = wanted;
        this.modifiers = modifiers;
    }

    /** Returns whether there is a struct, a union or an enum of that name. */
    public static boolean isKnown(Kernels kernels, String name) {
        return SourceVersion.isName(name) && kernels.find(KINDS, name).isPresent();
    }

    /**
     * Returns public classes, in the order in which they are met.
     *
     * @param names of structs and enums
     * @param members which members of structs and constants of enums are wanted, by their names in Java
     * @throws IllegalArgumentException when there is nothing of one of the names
     */
    public static List<Binding> of(
            Kernels kernels, String packageName, Collection<String> names, Predicate<String> members) {
        var wanted = new Wanted(members, members, name -> false);
        return of(names, new KernelBindings(kernels, packageName, wanted, Modifier.PUBLIC));
    }

    /**
     * Returns the classes that a package lacks, for itself alone.
     *
     * @param names of structs and enums
     * @throws IllegalArgumentException when there is nothing of one of the names
     */
    public static List<Binding> missing(Kernels kernels, String packageName, Collection<String> names, Wanted wanted) {
        return of(names, new KernelBindings(kernels, packageName, wanted));
    }

    private static List<Binding> of(Collection<String> names, KernelBindings bindings) {
        for (var name : names) {
            var found = bindings.kernels
                    .find(KINDS, name)
                    .orElseThrow(
                            () -> new IllegalArgumentException("no struct, union or enum is named `" + name + "`"));
            bindings.reference(found);
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

    private TypeSpec bind(Found type) {
        var enumeration = BoundEnum.of(type.type());
        if (enumeration.isPresent()) return enumeration.get().bind(this, kernels.older(type));
        var struct = new BoundStruct(this, type.type().name());
        var whole = whole(type);
        return whole.type() instanceof BtfType.Composite known ? struct.of(whole, known) : struct.unknown(whole.type());
    }

    /** A file may have a struct twice: where it is known, and in a part of the kernel that only has pointers to it. */
    private Found whole(Found found) {
        if (!(found.type() instanceof BtfType.Fwd)) return found;
        var kind = Family.of(found.type()) == Family.UNION ? BtfKind.UNION : BtfKind.STRUCT;
        return kernels.find(List.of(kind), found.type().name()).orElse(found);
    }

    /** Returns the class of a struct, union or enum, which will be made unless it is there. */
    ClassName reference(Found found) {
        var name = BoundStruct.javaName(found.type().name());
        if (met.putIfAbsent(name, Family.of(found.type())) == null && !wanted.present.test(name)) waiting.add(found);
        return ClassName.get(packageName, name);
    }

    /** Returns whether the class of that name stands for something else, such as an enum where this is a struct. */
    boolean isTaken(BtfType type) {
        var before = met.get(BoundStruct.javaName(type.name()));
        return before != null && before != Family.of(type);
    }

    Kernels kernels() {
        return kernels;
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
}
