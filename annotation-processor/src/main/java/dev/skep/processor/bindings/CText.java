package dev.skep.processor.bindings;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Member;
import java.util.function.Function;

/** Declarations as C has them, short: what a function takes and what is in an anonymous struct is left out. */
final class CText {
    private final Function<BtfId, BtfType> types;

    CText(Function<BtfId, BtfType> types) {
        this.types = types;
    }

    /** Returns the declaration of a member, its number of bits included. */
    String declaration(Member member) {
        var bits = member.bitFieldSize();
        return of(member.type(), member.name()) + (bits > 0 ? " : " + bits : "");
    }

    /** Returns where a member lies, in bytes and in bits behind a dot. */
    static String place(int bits) {
        return bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? "" : "." + bits % Byte.SIZE);
    }

    /** Returns the declaration of a member. */
    String of(BtfId id, String declared) {
        var type = id.equals(BtfId.VOID) ? null : types.apply(id);
        if (type == null) return "void " + declared;
        if (type instanceof BtfType.Ptr pointer) return pointer(pointer, declared);
        if (type instanceof BtfType.Array array) return of(array.element(), declared + "[" + array.count() + "]");
        if (type instanceof BtfType.FuncProto function) return of(function.returns(), declared + "(…)");
        if (type instanceof BtfType.Typedef typedef) return typedef.name() + " " + declared;
        if (type instanceof BtfType.Const constant) return "const " + of(constant.target(), declared);
        if (type instanceof BtfType.Volatile changing) return "volatile " + of(changing.target(), declared);
        if (type instanceof BtfType.Modifier modifier) return of(modifier.target(), declared);
        return word(type) + (type.name().isEmpty() ? "{…}" : type.name()) + " " + declared;
    }

    private String pointer(BtfType.Ptr pointer, String declared) {
        var target = pointer.target().equals(BtfId.VOID) ? null : types.apply(pointer.target());
        var isBare = target instanceof BtfType.FuncProto || target instanceof BtfType.Array;
        return of(pointer.target(), isBare ? "(*" + declared + ")" : "*" + declared);
    }

    private static String word(BtfType type) {
        if (type instanceof BtfType.Fwd forward && forward.of() == BtfType.ForwardKind.UNION) return "union ";
        return switch (type.kind()) {
            case STRUCT, FWD -> "struct ";
            case UNION -> "union ";
            case ENUM, ENUM64 -> "enum ";
            default -> "";
        };
    }
}
