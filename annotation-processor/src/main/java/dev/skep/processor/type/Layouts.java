package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.INVALID_LAYOUT;
import static dev.skep.compiler.DiagnosticCode.INVALID_STRUCT;
import static dev.skep.compiler.DiagnosticCode.SPECIAL_FIELD;

import dev.skep.ir.BitField;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.lang.Align;
import dev.skep.lang.Anonymous;
import dev.skep.lang.Bits;
import dev.skep.lang.Offset;
import dev.skep.lang.Packed;
import dev.skep.lang.Union;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Puts fields where C puts them, and where annotations say. */
final class Layouts {
    private static final int MOST_ALIGNED = 4096;

    private Layouts() {}

    /** The fields and where they are. */
    record Laid(List<Field> fields, StructType layout) {}

    static Laid lay(TypeElement type, List<VariableElement> declared, List<Stored> types) {
        var layout = begin(type);
        for (var i = 0; i < declared.size(); i++) {
            try {
                place(layout, type, declared.get(i), types.get(i));
            } catch (ArithmeticException overflow) {
                throw new UnmappableException(
                        INVALID_STRUCT,
                        declared.get(i),
                        "`" + declared.get(i).getSimpleName() + "` is too large: a struct has at most 256 MiB");
            }
        }
        var built = layout.build();
        requireDistinct(declared, built);
        List<Field> fields = new ArrayList<>();
        for (var i = 0; i < declared.size(); i++) {
            var member = built.members().get(i);
            fields.add(new Field(
                    declared.get(i).getSimpleName().toString(),
                    types.get(i),
                    member.offset(),
                    TypeMapping.bigEndian(declared.get(i)),
                    member.bitSize() == 0 ? null : BitField.of(built, member)));
        }
        return new Laid(fields, built);
    }

    private static StructType.Layout begin(TypeElement type) {
        var name = Names.of(type);
        var packed = type.getAnnotation(Packed.class) != null;
        if (type.getAnnotation(Union.class) != null && packed)
            throw invalid(type, "union `" + type.getSimpleName() + "` is @Packed, and has nothing between its fields");
        var layout = type.getAnnotation(Union.class) != null
                ? StructType.union(name)
                : packed ? StructType.packed(name) : StructType.struct(name);
        var align = type.getAnnotation(Align.class);
        return align == null ? layout : layout.align(alignment(type, align, 1));
    }

    private static int alignment(Element declared, Align align, int least) {
        var bytes = align.value();
        if (Integer.bitCount(bytes) != 1 || bytes < 0 || bytes > MOST_ALIGNED)
            throw invalid(
                    declared,
                    "@Align of `" + declared.getSimpleName() + "` is " + bytes + ", need a power of two up to "
                            + MOST_ALIGNED);
        if (bytes < least)
            throw invalid(
                    declared,
                    "@Align of `" + declared.getSimpleName() + "` is " + bytes + ", and it lies at multiples of "
                            + least + " anyway");
        return bytes;
    }

    private static void place(StructType.Layout layout, TypeElement type, VariableElement field, Stored fieldType) {
        var memory = memory(field, fieldType);
        var name = Names.of(field);
        var bits = field.getAnnotation(Bits.class);
        var offset = field.getAnnotation(Offset.class);
        var align = field.getAnnotation(Align.class);
        if (bits != null) {
            if (offset != null || align != null)
                throw invalid(field, "bit-field `" + field.getSimpleName() + "` lies behind the one before it");
            layout.bits(name, memory, width(type, field, fieldType, bits));
            return;
        }
        if (field.getAnnotation(Anonymous.class) != null) {
            memory = nameless(field, fieldType);
            name = "";
        }
        var natural = layout.naturalAlignment(memory);
        if (offset != null) layout.memberAt(offset(layout, type, field, natural, offset), name, memory);
        else layout.member(name, memory, align == null ? natural : alignment(field, align, natural));
        requireWhole(layout, field, fieldType);
        requireFound(layout, type, field, fieldType);
    }

    private static int width(TypeElement type, VariableElement field, Stored fieldType, Bits bits) {
        var name = field.getSimpleName();
        if (type.getKind() == ElementKind.RECORD)
            throw invalid(field, "component `" + name + "` is a bit-field, and a record is a value");
        var most = fieldType == Int.BOOLEAN ? 1 : 8 * fieldType.memory().size();
        if (fieldType.integer().isEmpty() || TypeMapping.bigEndian(field))
            throw invalid(
                    field,
                    "@Bits of `" + name + "`: a `" + (TypeMapping.bigEndian(field) ? "@BigEndian " : "")
                            + fieldType.text() + "` has no bits of its own");
        if (bits.value() >= 1 && bits.value() <= most) return bits.value();
        throw invalid(field, "@Bits of `" + name + "` is " + bits.value() + ", need 1 to " + most);
    }

    private static int offset(
            StructType.Layout layout, TypeElement type, VariableElement field, int natural, Offset offset) {
        var name = field.getSimpleName();
        if (type.getAnnotation(Union.class) != null || field.getAnnotation(Align.class) != null)
            throw invalid(field, "where `" + name + "` lies is said twice");
        if (offset.value() < layout.next(1))
            throw invalid(
                    field,
                    "@Offset of `" + name + "` is " + offset.value() + ", and the fields before it end at "
                            + layout.next(1));
        if (offset.value() % natural != 0)
            throw invalid(
                    field,
                    "@Offset of `" + name + "` is " + offset.value() + ", and it lies at multiples of " + natural);
        return offset.value();
    }

    /** C names neither the member nor its type. */
    private static StructType nameless(VariableElement field, Stored type) {
        if (type instanceof StructClass struct) {
            var named = struct.memory();
            return new StructType("", named.kind(), named.size(), named.alignment(), named.members());
        }
        throw invalid(
                field, "@Anonymous `" + field.getSimpleName() + "` is a `" + type.text() + "`, not a struct or union");
    }

    /** An atomic operation wants a word that is one. */
    private static void requireWhole(StructType.Layout layout, VariableElement field, Stored type) {
        if (type instanceof CellClass cell
                && layout.naturalAlignment(cell.memory()) < cell.memory().alignment())
            throw invalid(
                    field,
                    "cell `" + field.getSimpleName() + "` may lie across two words, and nothing atomic works there");
    }

    /** The kernel looks for what it keeps in structs, where it lies as in C, and once. */
    private static void requireFound(
            StructType.Layout layout, TypeElement type, VariableElement field, Stored fieldType) {
        if (!SpecialFields.holds(fieldType)) return;
        var name = field.getSimpleName();
        if (type.getAnnotation(Union.class) != null)
            throw special(
                    field, "`" + name + "` is a `" + fieldType.text() + "` in a union, where others overwrite it");
        if (fieldType instanceof JavaType.ArrayOf)
            throw special(field, "`" + name + "` is an array, and the kernel keeps one in a value");
        if (layout.naturalAlignment(fieldType.memory()) < fieldType.memory().alignment())
            throw special(
                    field,
                    "`" + name + "` is a `" + fieldType.text() + "` in a @Packed struct, and lies at multiples of "
                            + fieldType.memory().alignment() + " bytes");
    }

    private static UnmappableException special(VariableElement field, String message) {
        return new UnmappableException(SPECIAL_FIELD, field, message);
    }

    private static BpfType memory(VariableElement field, Stored type) {
        if (!TypeMapping.bigEndian(field) || type instanceof JavaType.ArrayOf) return type.memory();
        if (type instanceof Int integer && integer.inNetworkOrder().isPresent())
            return integer.inNetworkOrder().get();
        throw withoutOrder(field, type);
    }

    static UnmappableException withoutOrder(VariableElement field, Stored type) {
        return new UnmappableException(
                INVALID_STRUCT,
                field,
                "field `" + field.getSimpleName() + "` is a `" + type.text() + "`, which has no byte order");
    }

    /** The members of an anonymous one count as those of the struct around it. */
    private static void requireDistinct(List<VariableElement> declared, StructType layout) {
        Set<String> names = new HashSet<>();
        for (var i = 0; i < declared.size(); i++)
            for (var name : names(layout.members().get(i)))
                if (!names.add(name))
                    throw invalid(
                            declared.get(i),
                            "there are two members `" + name + "`, one of them in `"
                                    + declared.get(i).getSimpleName() + "`");
    }

    private static List<String> names(StructType.Member member) {
        if (!member.name().isEmpty() || !(member.type() instanceof StructType inner)) return List.of(member.name());
        return inner.members().stream().flatMap(m -> names(m).stream()).toList();
    }

    private static UnmappableException invalid(Element culprit, String message) {
        return new UnmappableException(INVALID_LAYOUT, culprit, message);
    }
}
