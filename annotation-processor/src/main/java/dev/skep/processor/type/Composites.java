package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.INVALID_STRUCT;
import static dev.skep.compiler.DiagnosticCode.LOCK_NEEDED;

import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import dev.skep.lang.Struct;
import dev.skep.lang.Union;
import dev.skep.processor.type.JavaType.NetworkInt;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads {@code @Struct} and {@code @Union} classes and records. */
final class Composites {
    private final TypeMapping types;
    private final Trees trees;
    private final Elements elements;
    private final Set<TypeElement> underway = new HashSet<>();
    private final Map<String, TypeElement> names = new HashMap<>();

    Composites(TypeMapping types, Trees trees, Elements elements) {
        this.types = types;
        this.trees = trees;
        this.elements = elements;
    }

    StructClass struct(TypeElement type) {
        enter(type);
        if (type.getAnnotation(Struct.class) != null && type.getAnnotation(Union.class) != null)
            throw invalid(type, "`" + type.getSimpleName() + "` is both a struct and a union");
        if (type.getKind() != ElementKind.CLASS)
            throw invalid(type, "struct `" + type.getSimpleName() + "` is no class");
        if (type.getNestingKind() == NestingKind.MEMBER && !type.getModifiers().contains(Modifier.STATIC))
            throw invalid(type, "struct `" + type.getSimpleName() + "` is an inner class, which has a hidden field");
        if (!type.getSuperclass().toString().equals(Object.class.getName()))
            throw invalid(type, "struct `" + type.getSimpleName() + "` extends `" + type.getSuperclass() + "`");
        for (var constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) requireEmpty(constructor);
        var fields = fields(type);
        fields.forEach(this::requireUninitialised);
        var read = lay(type, fields);
        var struct = new StructClass(type.getSimpleName().toString(), read.fields(), read.layout());
        requireLock(type, struct);
        return struct;
    }

    /** The kernel takes no BTF with a list or a tree in a struct without a lock. */
    private static void requireLock(TypeElement type, StructClass struct) {
        var found = SpecialFields.of(struct);
        if (found.stream().anyMatch(field -> field.kind() == Special.SPIN_LOCK)) return;
        found.stream().filter(field -> field.kind().isRoot()).findFirst().ifPresent(root -> {
            throw new UnmappableException(
                    LOCK_NEEDED,
                    type,
                    "`" + struct.text() + "` has a `" + root.kind().text() + "`, `" + root.path()
                            + "`, and no `BpfSpinLock`");
        });
    }

    RecordClass record(TypeElement type) {
        enter(type);
        requirePlain(type);
        var read = lay(type, fields(type));
        for (var field : read.fields())
            if (!(field.type() instanceof RecordClass) && field.type().integer().isEmpty())
                throw invalid(
                        type,
                        "component `" + field.name() + "` is a `" + field.type().text() + "`, which is no value");
        return new RecordClass(type.getSimpleName().toString(), read.fields(), read.layout());
    }

    private Layouts.Laid lay(TypeElement type, List<VariableElement> declared) {
        if (declared.isEmpty()) throw invalid(type, "`" + type.getSimpleName() + "` has no fields");
        var fieldTypes = declared.stream().map(this::fieldType).toList();
        leave(type);
        return Layouts.lay(type, declared, fieldTypes);
    }

    private Stored fieldType(VariableElement field) {
        var lengths = Lengths.of(field);
        if (!TypeMapping.isArray(field.asType())) {
            if (lengths.isPresent())
                throw invalid(field, "field `" + field.getSimpleName() + "` has a @Length but is no array");
            return types.stored(located(field, field.asType()), field);
        }
        if (lengths.isEmpty()) throw invalid(field, "array `" + field.getSimpleName() + "` has no @Length");
        var problem = lengths.get().problem(field.asType());
        if (problem.isPresent()) throw invalid(field, problem.get());
        var element = located(field, Lengths.innermost(field.asType()));
        return lengths.get().array(ordered(field, types.stored(element, field)));
    }

    private static Stored ordered(VariableElement field, Stored element) {
        if (!TypeMapping.bigEndian(field)) return element;
        if (element instanceof Int integer && integer.inNetworkOrder().isPresent()) return new NetworkInt(integer);
        throw Layouts.withoutOrder(field, Lengths.of(field).orElseThrow().array(element));
    }

    private JavaType located(VariableElement field, TypeMirror type) {
        try {
            return types.of(field, type);
        } catch (UnmappableException e) {
            if (e.culprit() != null) throw e;
            throw new UnmappableException(e.code(), field, String.valueOf(e.getMessage()), e.fix());
        }
    }

    /** Returns whether any struct is being read, so that it has no layout yet. */
    boolean areUnderway() {
        return !underway.isEmpty();
    }

    /** A struct that contains itself has no size, and two types of one name cannot be told apart in BTF. */
    private void enter(TypeElement type) {
        enter(type, Names.of(type));
    }

    /** Begins to read a struct, and gives it its name, which no other may have. */
    void enter(TypeElement type, String name) {
        if (!underway.add(type)) throw invalid(type, "`" + type.getSimpleName() + "` contains itself");
        if (name.isEmpty()) return;
        var other = names.putIfAbsent(name, type);
        if (other != null && !other.equals(type))
            throw invalid(
                    type, "`" + type.getQualifiedName() + "` has the same name as `" + other.getQualifiedName() + "`");
    }

    /** Ends to read a struct. */
    void leave(TypeElement type) {
        underway.remove(type);
    }

    private static List<VariableElement> fields(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .toList();
    }

    /** A constructor that does something would not run in the kernel. */
    private void requireEmpty(ExecutableElement constructor) {
        var tree = trees.getTree(constructor);
        if (tree == null || tree.getBody() == null) return;
        var statements = tree.getBody().getStatements();
        if (!constructor.getParameters().isEmpty()
                || statements.stream().anyMatch(s -> !s.toString().startsWith("super()")))
            throw invalid(
                    constructor,
                    "struct `" + Owners.of(constructor).getSimpleName() + "` has a constructor that does something");
    }

    private void requireUninitialised(VariableElement field) {
        if (trees.getTree(field) instanceof VariableTree tree && tree.getInitializer() != null)
            throw invalid(
                    field,
                    "field `" + field.getSimpleName()
                            + "` has an initial value, but the memory of a struct starts as zeroes");
    }

    /** Components must mean what they say: no constructor and no accessor of its own. */
    private void requirePlain(TypeElement record) {
        var declared = trees.getTree(record);
        if (declared == null) return;
        for (var constructor : ElementFilter.constructorsIn(record.getEnclosedElements()))
            if (elements.getOrigin(constructor) == Elements.Origin.EXPLICIT)
                throw invalid(constructor, "record `" + record.getSimpleName() + "` has a constructor of its own");
        for (var method : ElementFilter.methodsIn(record.getEnclosedElements()))
            if (method.getSimpleName().contentEquals("equals")
                    && method.getParameters().size() == 1
                    && trees.getTree(method) != null)
                throw invalid(
                        method,
                        "record `" + record.getSimpleName()
                                + "` has an `equals` of its own, and the kernel compares bytes");
        for (var component : record.getRecordComponents())
            if (trees.getTree(component.getAccessor()) != null)
                throw invalid(
                        component.getAccessor(),
                        "component `" + component.getSimpleName() + "` has an accessor of its own");
    }

    private static UnmappableException invalid(Element culprit, String message) {
        return new UnmappableException(INVALID_STRUCT, culprit, message);
    }
}
