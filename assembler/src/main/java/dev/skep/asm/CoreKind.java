package dev.skep.asm;

/** What a CO-RE relocation asks the loader for, with the number it has in {@code .BTF.ext}. */
public enum CoreKind {
    /** Byte offset of a field. */
    FIELD_BYTE_OFFSET(0),
    /** Size of a field in bytes. */
    FIELD_BYTE_SIZE(1),
    /** 1 when the field exists, else 0. */
    FIELD_EXISTS(2),
    /** 1 when the field is signed, else 0. */
    FIELD_SIGNED(3),
    /** Left shift that brings a bit field to the top of 64 bits. */
    FIELD_LSHIFT_U64(4),
    /** Right shift that brings it down again. */
    FIELD_RSHIFT_U64(5),
    /** BTF id of the type in the program's own BTF. */
    TYPE_ID_LOCAL(6),
    /** BTF id of the type in the kernel's BTF. */
    TYPE_ID_TARGET(7),
    /** 1 when the type exists, else 0. */
    TYPE_EXISTS(8),
    /** Size of the type in bytes. */
    TYPE_SIZE(9),
    /** 1 when the enumerator exists, else 0. */
    ENUMVAL_EXISTS(10),
    /** Value of the enumerator. */
    ENUMVAL_VALUE(11),
    /** 1 when the type matches the kernel's, else 0. */
    TYPE_MATCHES(12);

    private final int code;

    CoreKind(int code) {
        this.code = code;
    }

    /** Returns the number in the relocation record. */
    public int code() {
        return code;
    }
}
