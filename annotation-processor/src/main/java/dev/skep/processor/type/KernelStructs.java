package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.INVALID_STRUCT;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.lang.Address;
import dev.skep.lang.Bits;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelEnum;
import dev.skep.lang.KernelType;
import dev.skep.lang.Union;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.PtrClass;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads {@link KernelType} classes. */
final class KernelStructs {
    private final TypeMapping types;
    private final Composites composites;

    KernelStructs(TypeMapping types, Composites composites) {
        this.types = types;
        this.composites = composites;
    }

    KernelClass read(TypeElement type, KernelType struct) {
        composites.enter(type, struct.value());
        try {
            return fields(type, struct.value());
        } finally {
            composites.leave(type);
        }
    }

    private KernelClass fields(TypeElement type, String name) {
        var fields = fields(type);
        var layout = type.getAnnotation(Union.class) == null ? StructType.struct(name) : StructType.union(name);
        for (var field : fields) add(layout, field);
        return new KernelClass(
                type.getSimpleName().toString(),
                layout.build(),
                fields.stream().map(field -> field.getSimpleName().toString()).toList());
    }

    /** An array without a length is the last one, wherever the class has it: loaders know it by that. */
    private static List<VariableElement> fields(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .sorted(Comparator.comparing(KernelStructs::isFlexible))
                .toList();
    }

    private static boolean isFlexible(VariableElement field) {
        return Lengths.of(field)
                .flatMap(lengths -> lengths.at(0))
                .filter(length -> length == 0)
                .isPresent();
    }

    private void add(StructType.Layout layout, VariableElement field) {
        var bits = field.getAnnotation(Bits.class);
        if (bits == null) {
            layout.member(Names.ofTheKernel(field), member(field));
            return;
        }
        var type = number(field, field.asType());
        if (bits.value() < 1 || bits.value() > Byte.SIZE * type.size())
            throw invalid(
                    field,
                    "`" + field.getSimpleName() + "` has " + bits.value() + " bits of " + Byte.SIZE * type.size());
        layout.bits(Names.ofTheKernel(field), type, bits.value());
    }

    private BpfType member(VariableElement field) {
        var lengths = Lengths.of(field);
        if (!(field.asType() instanceof ArrayType array)) {
            if (lengths.isPresent())
                throw invalid(field, "field `" + field.getSimpleName() + "` has a @Length but is no array");
            return single(field, field.asType());
        }
        var known = lengths.orElseThrow(() -> invalid(field, "array `" + field.getSimpleName() + "` has no @Length"));
        known.problemInTheKernel(array).ifPresent(problem -> {
            throw invalid(field, problem);
        });
        return array(field, array, known, 0);
    }

    /** The last member of a struct may be an array without a length. */
    private BpfType array(VariableElement field, TypeMirror type, Lengths lengths, int dimension) {
        if (!(type instanceof ArrayType array)) return single(field, type);
        var element = array(field, array.getComponentType(), lengths, dimension + 1);
        return new BpfType.Array(element, lengths.at(dimension).orElseThrow());
    }

    private BpfType single(VariableElement field, TypeMirror type) {
        if (field.getAnnotation(Address.class) != null) return address(field, type);
        var struct =
                type instanceof DeclaredType declared ? declared.asElement().getAnnotation(KernelType.class) : null;
        if (field.getAnnotation(Embedded.class) != null) return embedded(field, type);
        if (struct == null && types.of(field, type) instanceof PtrClass pointer) return pointer.memory();
        if (struct == null) return number(field, type);
        return new BpfType.Pointer(new BpfType.StructReference(struct.value()));
    }

    /** Returns an integer or an enum. */
    private BpfType number(VariableElement field, TypeMirror type) {
        if (types.of(field, type) instanceof EnumClass enumeration) return enumeration.memory();
        var integer = integer(field, type);
        return field.getAnnotation(KernelEnum.class) == null
                ? integer
                : new BpfType.EnumType("", (BpfType.Scalar) integer, List.of());
    }

    private BpfType address(VariableElement field, TypeMirror type) {
        if (integer(field, type).size() == Long.BYTES) return new BpfType.Pointer(BpfType.VOID);
        throw invalid(field, "field `" + field.getSimpleName() + "` is a `" + type + "`, and an address is a `long`");
    }

    private StructType embedded(VariableElement field, TypeMirror type) {
        if (types.of(field, type) instanceof KernelClass struct) return struct.layout();
        throw invalid(
                field,
                "field `" + field.getSimpleName() + "` is a `" + type + "`, and only a @KernelType class is embedded");
    }

    private BpfType integer(VariableElement field, TypeMirror type) {
        if (types.of(field, type) instanceof Int integer) return integer.memory();
        throw invalid(
                field,
                "field `" + field.getSimpleName() + "` is a `" + type
                        + "`, not an integer, an enum, an array of those, a @KernelType class or a Ptr");
    }

    private static UnmappableException invalid(Element culprit, String message) {
        return new UnmappableException(INVALID_STRUCT, culprit, message);
    }
}
