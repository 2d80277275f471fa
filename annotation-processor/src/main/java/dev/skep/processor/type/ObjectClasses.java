package dev.skep.processor.type;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.StructType;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RootClass;
import dev.skep.processor.type.JavaType.SpecialType;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Structs that programs allocate, and the lists and trees that consist of them. */
public final class ObjectClasses {
    private final TypeMapping types;

    ObjectClasses(TypeMapping types) {
        this.types = types;
    }

    /** Refuses a struct that programs cannot allocate. */
    public static void require(StructClass struct) {
        problem(struct).ifPresent(problem -> {
            throw refused("`" + struct.text() + "` " + problem);
        });
    }

    private static Optional<String> problem(StructClass struct) {
        if (struct.memory().kind() == StructType.Kind.UNION) return Optional.of("is a union");
        for (var found : SpecialFields.of(struct)) {
            if (!found.kind().isOfObjects())
                return Optional.of("has a `" + found.kind().text() + "`, which lies in values of maps");
            if (found.isNested()) return Optional.of("has `" + found.path() + "` in a struct of its own");
        }
        if (fields(struct).anyMatch(field -> field.bits() != null))
            return Optional.of("has bit-fields, which are reached with those beside them");
        if (fields(struct).anyMatch(field -> field.type() instanceof PtrClass))
            return Optional.of("has pointers, which the verifier takes for numbers there");
        return Optional.empty();
    }

    private static Stream<Field> fields(Composite composite) {
        return composite.fields().stream()
                .flatMap(field ->
                        Stream.concat(Stream.of(field), inner(field).stream().flatMap(ObjectClasses::fields)));
    }

    private static Optional<Composite> inner(Field field) {
        var type = field.type();
        while (type instanceof ArrayOf array) type = array.element();
        return type instanceof Composite composite ? Optional.of(composite) : Optional.empty();
    }

    /** Returns the list or tree that a field is, whose node is named. */
    JavaType named(TypeMirror type, String node) {
        var declared = type instanceof DeclaredType known ? known : null;
        var kind = declared == null
                ? Optional.<Special>empty()
                : Special.of(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString());
        if (declared == null || kind.filter(Special::isRoot).isEmpty())
            throw refused("a `" + types.of(type).text() + "` is no list and no tree, and contains nothing");
        return root(kind.orElseThrow(), declared, node);
    }

    /**
     * Returns a list or tree.
     *
     * @param node null where nothing is said, so that there must be only one
     */
    RootClass root(Special kind, DeclaredType type, @Nullable String node) {
        if (type.getTypeArguments().isEmpty())
            throw refused("a `" + kind.text() + "` does not say what it consists of");
        if (!(types.of(type.getTypeArguments().get(0)) instanceof StructClass element))
            throw refused("`" + type.getTypeArguments().get(0) + "` is no @Struct class, and no program allocates it");
        require(element);
        var nodes = element.fields().stream()
                .filter(field -> field.type() instanceof SpecialType special && special.kind() == kind.node())
                .filter(field -> node == null || field.name().equals(node))
                .toList();
        if (nodes.size() == 1) return new RootClass(kind, element, nodes.get(0));
        var what = "`" + element.text() + "` has " + (nodes.isEmpty() ? "no" : "more than one") + " `"
                + kind.node().text() + "`";
        throw refused(node == null ? what : what + " of the name `" + node + "`");
    }

    private static UnmappableException refused(String message) {
        return new UnmappableException(DiagnosticCode.NO_OBJECT, null, message);
    }
}
