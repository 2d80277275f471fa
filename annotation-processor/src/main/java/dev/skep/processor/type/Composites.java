package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.INVALID_STRUCT;

import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.lang.Code;
import dev.skep.lang.Length;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads {@code @Struct} classes, records and enums, and lays them out as C does. */
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
        return new StructClass(type.getSimpleName().toString(), read.fields, read.layout);
    }

    RecordClass record(TypeElement type) {
        enter(type);
        requirePlain(type);
        var read = lay(type, fields(type));
        for (var field : read.fields)
            if (!(field.type() instanceof RecordClass) && field.type().integer().isEmpty())
                throw invalid(
                        type,
                        "component `" + field.name() + "` is a `" + field.type().text() + "`, which is no value");
        return new RecordClass(type.getSimpleName().toString(), read.fields, read.layout);
    }

    EnumClass enumeration(TypeElement type) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        List<BpfType.EnumType.Enumerator> enumerators = new ArrayList<>();
        for (var constant : type.getEnclosedElements()) {
            if (constant.getKind() != ElementKind.ENUM_CONSTANT) continue;
            var code = constant.getAnnotation(Code.class);
            var number = code == null ? codes.size() : code.value();
            var name = constant.getSimpleName().toString();
            if (codes.containsValue(number))
                throw invalid(constant, "`" + name + "` has the code " + number + ", as another constant has");
            codes.put(name, number);
            enumerators.add(new BpfType.EnumType.Enumerator(name, number));
        }
        if (codes.isEmpty()) throw invalid(type, "enum `" + type.getSimpleName() + "` has no constants");
        return new EnumClass(
                type.getSimpleName().toString(), codes, new BpfType.EnumType(Names.of(type), BpfType.S32, enumerators));
    }

    private record Layout(List<Field> fields, StructType layout) {}

    private Layout lay(TypeElement type, List<VariableElement> declared) {
        if (declared.isEmpty()) throw invalid(type, "`" + type.getSimpleName() + "` has no fields");
        var layout = StructType.struct(Names.of(type));
        var fieldTypes = new ArrayList<Stored>();
        for (var field : declared) {
            var fieldType = fieldType(field);
            fieldTypes.add(fieldType);
            try {
                layout.member(Names.of(field), memory(field, fieldType));
            } catch (ArithmeticException overflow) {
                throw invalid(field, "`" + field.getSimpleName() + "` is too large: a struct has at most 256 MiB");
            }
        }
        underway.remove(type);
        var built = layout.build();
        var fields = new ArrayList<Field>();
        for (var i = 0; i < declared.size(); i++) {
            var field = declared.get(i);
            var offset = built.members().get(i).offset();
            fields.add(new Field(
                    field.getSimpleName().toString(), fieldTypes.get(i), offset, TypeMapping.bigEndian(field)));
        }
        return new Layout(fields, built);
    }

    private Stored fieldType(VariableElement field) {
        var length = field.getAnnotation(Length.class);
        if (!TypeMapping.isArray(field.asType())) {
            if (length != null)
                throw invalid(field, "field `" + field.getSimpleName() + "` has a @Length but is no array");
            return types.stored(located(field, field.asType()), field);
        }
        if (length == null) throw invalid(field, "array `" + field.getSimpleName() + "` has no @Length");
        if (length.value() < 1)
            throw invalid(
                    field, "@Length of `" + field.getSimpleName() + "` is " + length.value() + ", need at least 1");
        var element = located(field, ((ArrayType) field.asType()).getComponentType());
        return new ArrayOf(types.stored(element, field), length.value());
    }

    private JavaType located(VariableElement field, TypeMirror type) {
        try {
            return types.of(field, type);
        } catch (UnmappableException e) {
            if (e.culprit() != null) throw e;
            throw new UnmappableException(e.code(), field, String.valueOf(e.getMessage()));
        }
    }

    private static BpfType memory(VariableElement field, Stored type) {
        if (!TypeMapping.bigEndian(field)) return type.memory();
        if (!(type instanceof Int integer)) throw withoutOrder(field, type);
        return switch (integer) {
            case SHORT, INT, LONG -> integer.memory();
            case USHORT, CHAR -> BpfType.BE16;
            case UINT -> BpfType.BE32;
            case ULONG -> BpfType.BE64;
            default -> throw withoutOrder(field, type);
        };
    }

    private static UnmappableException withoutOrder(VariableElement field, Stored type) {
        return invalid(
                field, "field `" + field.getSimpleName() + "` is a `" + type.text() + "`, which has no byte order");
    }

    /** A struct that contains itself has no size, and two types of one name cannot be told apart in BTF. */
    private void enter(TypeElement type) {
        if (!underway.add(type)) throw invalid(type, "`" + type.getSimpleName() + "` contains itself");
        name(type, Names.of(type));
    }

    /** Gives a struct its name, which no other may have. */
    void name(TypeElement type, String name) {
        var other = names.putIfAbsent(name, type);
        if (other != null && !other.equals(type))
            throw invalid(
                    type, "`" + type.getQualifiedName() + "` has the same name as `" + other.getQualifiedName() + "`");
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
