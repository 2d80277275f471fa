package dev.skep.dsl;

import static dev.skep.dsl.ScalarType.Reading.BOOLEAN;
import static dev.skep.dsl.ScalarType.Reading.NETWORK;
import static dev.skep.dsl.ScalarType.Reading.SIGNED;
import static dev.skep.dsl.ScalarType.Reading.UNSIGNED;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;

/** The types of data, to be imported statically; and literals of the scalar ones. */
public final class Types {
    // spotless:off
    /** {@code u8}. */
    public static final ScalarType<U8>   U8   = new ScalarType<>("u8",   Width.B,  UNSIGNED, BpfType.U8,   U8::new);
    /** {@code u16}. */
    public static final ScalarType<U16>  U16  = new ScalarType<>("u16",  Width.H,  UNSIGNED, BpfType.U16,  U16::new);
    /** {@code u32}. */
    public static final ScalarType<U32>  U32  = new ScalarType<>("u32",  Width.W,  UNSIGNED, BpfType.U32,  U32::new);
    /** {@code u64}. */
    public static final ScalarType<U64>  U64  = new ScalarType<>("u64",  Width.DW, UNSIGNED, BpfType.U64,  U64::new);
    /** {@code s8}. */
    public static final ScalarType<S8>   S8   = new ScalarType<>("s8",   Width.B,  SIGNED,   BpfType.S8,   S8::new);
    /** {@code s16}. */
    public static final ScalarType<S16>  S16  = new ScalarType<>("s16",  Width.H,  SIGNED,   BpfType.S16,  S16::new);
    /** {@code s32}. */
    public static final ScalarType<S32>  S32  = new ScalarType<>("s32",  Width.W,  SIGNED,   BpfType.S32,  S32::new);
    /** {@code s64}. */
    public static final ScalarType<S64>  S64  = new ScalarType<>("s64",  Width.DW, SIGNED,   BpfType.S64,  S64::new);
    /** {@code __be16}. */
    public static final ScalarType<Be16> BE16 = new ScalarType<>("be16", Width.H,  NETWORK,  BpfType.BE16, Be16::new);
    /** {@code __be32}. */
    public static final ScalarType<Be32> BE32 = new ScalarType<>("be32", Width.W,  NETWORK,  BpfType.BE32, Be32::new);
    /** {@code __be64}. */
    public static final ScalarType<Be64> BE64 = new ScalarType<>("be64", Width.DW, NETWORK,  BpfType.BE64, Be64::new);
    // spotless:on

    /** {@code _Bool}. */
    public static final ScalarType<Bool> BOOL = new ScalarType<>("bool", Width.B, BOOLEAN, BpfType.BOOL, Bool::new);

    private Types() {}

    /** {@code unsigned char[length]}. */
    public static BytesType bytes(int length) {
        return new BytesType(BpfType.U8, length);
    }

    /** {@code char[length]}: bytes that tools show as text. */
    public static BytesType chars(int length) {
        return new BytesType(BpfType.CHAR, length);
    }

    /** {@code element[length]}; the element may be an array itself. */
    public static <V extends Storable<?>> ArrayType<V> array(Type<V> element, int length) {
        return new ArrayType<>(element, length);
    }

    /** A literal. */
    public static Bool bool(boolean value) {
        return BOOL.literal(value ? 1 : 0);
    }

    /** A literal, 0 to 255. */
    public static U8 u8(int value) {
        return U8.literal(value);
    }

    /** A literal, 0 to 65535. */
    public static U16 u16(int value) {
        return U16.literal(value);
    }

    /** A literal, 0 to 2<sup>32</sup> - 1. */
    public static U32 u32(long value) {
        return U32.literal(value);
    }

    /** A literal; negative numbers stand for those from 2<sup>63</sup> on. */
    public static U64 u64(long value) {
        return U64.literal(value);
    }

    /** A literal, -128 to 127. */
    public static S8 s8(int value) {
        return S8.literal(value);
    }

    /** A literal, -32768 to 32767. */
    public static S16 s16(int value) {
        return S16.literal(value);
    }

    /** A literal. */
    public static S32 s32(int value) {
        return S32.literal(value);
    }

    /** A literal. */
    public static S64 s64(long value) {
        return S64.literal(value);
    }

    /** A literal in host notation: {@code be16(0x0800)} lies in memory as {@code 08 00}. */
    public static Be16 be16(int value) {
        return BE16.literal(value);
    }

    /** A literal in host notation: {@code be32(0x0a000001)} lies in memory as {@code 0a 00 00 01}. */
    public static Be32 be32(long value) {
        return BE32.literal(value);
    }

    /** A literal in host notation; negative numbers stand for those from 2<sup>63</sup> on. */
    public static Be64 be64(long value) {
        return BE64.literal(value);
    }
}
