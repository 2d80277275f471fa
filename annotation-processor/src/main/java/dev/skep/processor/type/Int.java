package dev.skep.processor.type;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.ValueType;
import java.util.Optional;

/**
 * The integers of the language: Java's own, and those with {@code @Unsigned}. In a register a narrow one is kept extended to 32 bits by its
 * own sign, so that widening it costs nothing.
 */
public enum Int implements JavaType.Stored {
    // spotless:off
    BOOLEAN ("boolean",         8, true,  BpfType.BOOL),
    BYTE    ("byte",            8, false, BpfType.S8),
    UBYTE   ("@Unsigned byte",  8, true,  BpfType.U8),
    SHORT   ("short",          16, false, BpfType.S16),
    USHORT  ("@Unsigned short",16, true,  BpfType.U16),
    CHAR    ("char",           16, true,  BpfType.U16),
    INT     ("int",            32, false, BpfType.S32),
    UINT    ("@Unsigned int",  32, true,  BpfType.U32),
    LONG    ("long",           64, false, BpfType.S64),
    ULONG   ("@Unsigned long", 64, true,  BpfType.U64);
    // spotless:on

    private final String text;
    private final int bits;
    private final boolean unsigned;
    private final BpfType memory;

    Int(String text, int bits, boolean unsigned, BpfType memory) {
        this.text = text;
        this.bits = bits;
        this.unsigned = unsigned;
        this.memory = memory;
    }

    @Override
    public String text() {
        return text;
    }

    /** Returns how many bits it has in memory. */
    public int bits() {
        return bits;
    }

    /** Returns whether its top bit is a digit. */
    public boolean unsigned() {
        return unsigned;
    }

    @Override
    public BpfType memory() {
        return memory;
    }

    /** Returns its layout in network byte order; empty where it has no byte order. */
    public Optional<BpfType> inNetworkOrder() {
        return Optional.ofNullable(
                switch (this) {
                    case SHORT, INT, LONG -> memory;
                    case USHORT, CHAR -> BpfType.BE16;
                    case UINT -> BpfType.BE32;
                    case ULONG -> BpfType.BE64;
                    case BOOLEAN, BYTE, UBYTE -> null;
                });
    }

    /** Returns how wide a load or store of it is. */
    public Width width() {
        return Width.ofBytes(bits / 8);
    }

    /** Returns what it is in a register. */
    public ValueType register() {
        return bits == 64 ? ValueType.I64 : ValueType.I32;
    }

    /** Returns how it becomes wider. */
    public Extension extension() {
        return unsigned ? Extension.ZERO : Extension.SIGN;
    }

    /** Returns whether arithmetic takes it; {@code boolean} is no number. */
    public boolean numeric() {
        return this != BOOLEAN;
    }

    /** Returns whether every value of {@code other} is a value of this. */
    public boolean holds(Int other) {
        if (unsigned == other.unsigned) return bits >= other.bits;
        return !unsigned && bits > other.bits;
    }

    /** Returns the type that arithmetic on it alone has: unary numeric promotion. */
    public Int promoted() {
        return bits < 32 ? INT : this;
    }

    /** Returns the integer of 32 or 64 bits with that sign. */
    public static Int wide(int bits, boolean unsigned) {
        if (bits == 64) return unsigned ? ULONG : LONG;
        return unsigned ? UINT : INT;
    }

    /** Returns the same width with a sign; {@code boolean} and {@code char} have none to gain. */
    public Int withSign() {
        return switch (this) {
            case UBYTE -> BYTE;
            case USHORT -> SHORT;
            case UINT -> INT;
            case ULONG -> LONG;
            default -> this;
        };
    }

    /** Returns the same width without a sign; {@code boolean} and {@code char} have none to lose. */
    public Int withoutSign() {
        return switch (this) {
            case BYTE -> UBYTE;
            case SHORT -> USHORT;
            case INT -> UINT;
            case LONG -> ULONG;
            default -> this;
        };
    }

    @Override
    public Optional<Int> integer() {
        return Optional.of(this);
    }
}
