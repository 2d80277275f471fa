package dev.skep.processor.bindings;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfType;
import dev.skep.ir.ValueType.Nullness;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.bindings.OpsMember.Sign;

/** What functions of a kernel take and give, by its types. */
final class PassedTypes {
    private static final BtfType VOID = new BtfType.Fwd("", BtfType.ForwardKind.STRUCT);

    /** How the name of such an argument ends. */
    private static final String NULLABLE = "__nullable";

    private final BtfIndex types;
    private final CText text;

    PassedTypes(BtfIndex types) {
        this.types = types;
        this.text = new CText(this::type);
    }

    /** Returns how C declares a type. */
    String text(BtfId id) {
        return text.of(id, "").strip();
    }

    /** Returns what goes over as an argument of that name, or comes back. */
    Passed passed(BtfId id, String name) {
        var declared = text(id);
        if (id.equals(BtfId.VOID)) return new Passed.Nothing(declared);
        var type = resolved(id);
        if (type instanceof BtfType.Int number && number.size() <= Long.BYTES)
            return new Passed.Number(number.size() * Byte.SIZE, sign(number), declared);
        if (type instanceof BtfType.Enum number)
            return new Passed.Number(number.size() * Byte.SIZE, Sign.EITHER, declared);
        if (type instanceof BtfType.Enum64 number)
            return new Passed.Number(number.size() * Byte.SIZE, Sign.EITHER, declared);
        if (!(type instanceof BtfType.Ptr pointer)) return new Passed.Unknown(declared);
        var target = resolved(pointer.target());
        var isMemory = target instanceof BtfType.Composite || target instanceof BtfType.Fwd;
        return isMemory && !target.name().isEmpty()
                ? new Passed.Struct(
                        target.name(), name.endsWith(NULLABLE) ? Nullness.NULLABLE : Nullness.NON_NULL, declared)
                : new Passed.Number(Long.SIZE, Sign.EITHER, declared);
    }

    /** A {@code char} has a sign or none, as the kernel was compiled. */
    private static Sign sign(BtfType.Int type) {
        if (type.name().equals("char")) return Sign.EITHER;
        return switch (type.encoding()) {
            case NONE -> Sign.UNSIGNED;
            case SIGNED, CHAR -> Sign.SIGNED;
            case BOOL -> Sign.TRUTH;
        };
    }

    /** Returns a type; {@code void} is a struct without name or members. */
    BtfType type(BtfId id) {
        return id.equals(BtfId.VOID) ? VOID : types.type(id);
    }

    /** Returns a type without qualifiers and other names. */
    BtfType resolved(BtfId id) {
        var type = type(id);
        while (type instanceof BtfType.Modifier modifier) type = type(modifier.target());
        return type;
    }
}
