package dev.skep.asm;

import static dev.skep.asm.IsaVersion.V1;
import static dev.skep.asm.IsaVersion.V2;
import static dev.skep.asm.IsaVersion.V3;
import static dev.skep.asm.IsaVersion.V4;
import static dev.skep.asm.OperandShape.ADDRESS_SPACE_CAST;
import static dev.skep.asm.OperandShape.ALU_IMMEDIATE;
import static dev.skep.asm.OperandShape.ALU_REGISTER;
import static dev.skep.asm.OperandShape.ALU_UNARY;
import static dev.skep.asm.OperandShape.ATOMIC;
import static dev.skep.asm.OperandShape.ATOMIC_COMPARE;
import static dev.skep.asm.OperandShape.CALL_FUNCTION;
import static dev.skep.asm.OperandShape.CALL_HELPER;
import static dev.skep.asm.OperandShape.CALL_KERNEL;
import static dev.skep.asm.OperandShape.CALL_REGISTER;
import static dev.skep.asm.OperandShape.JUMP;
import static dev.skep.asm.OperandShape.JUMP_IMMEDIATE;
import static dev.skep.asm.OperandShape.JUMP_INDIRECT;
import static dev.skep.asm.OperandShape.JUMP_LONG;
import static dev.skep.asm.OperandShape.JUMP_REGISTER;
import static dev.skep.asm.OperandShape.LOAD;
import static dev.skep.asm.OperandShape.NO_OPERANDS;
import static dev.skep.asm.OperandShape.PACKET_LOAD;
import static dev.skep.asm.OperandShape.PACKET_LOAD_INDIRECT;
import static dev.skep.asm.OperandShape.STORE;
import static dev.skep.asm.OperandShape.STORE_IMMEDIATE;
import static dev.skep.asm.OperandShape.WIDE_CONSTANT;
import static dev.skep.asm.OperandShape.WIDE_PSEUDO;
import static dev.skep.asm.Role.DEFINED;
import static dev.skep.asm.Role.MODIFIED;
import static dev.skep.asm.Role.NONE;
import static dev.skep.asm.Role.USED;

import dev.skep.asm.internal.Word;
import dev.skep.kernel.KernelVersion;
import java.util.Optional;

/**
 * The instruction set, one row for each form of instruction.
 *
 * <p>A row is wider than the opcode byte: {@code div} and {@code sdiv} share a byte and differ in off, the atomics differ
 * in imm, the kinds of {@code call} and {@code lddw} in src. {@code _K} takes an immediate, {@code _X} a register; a
 * {@code 32} works on the lower halves. The meaning of each is in RFC 9669 (sections 4 and 5) and, for what came after
 * it, in the kernel's {@code Documentation/bpf/standardization/instruction-set.rst}.
 *
 * <p>Columns: opcode byte · the field that selects the row among those with its byte · mnemonic · shape of the operands ·
 * role of dst · role of src · level of the instruction set, {@code V1} where compilers do not tie it to one · first
 * kernel that accepts it, {@code -} for what assemblers know and no kernel accepts · pseudo-C. In the pseudo-C,
 * {@code $dst} and {@code $src} are registers, {@code $wdst} and {@code $wsrc} their lower halves, {@code $addr} is
 * {@code base + off}, {@code $to} a jump's target.
 */
public enum Opcode {
    // spotless:off
    // 64-bit arithmetic
    /** {@code dst += imm}. */
    ADD_K               (0x07, always(),   "add",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst += $imm"),
    /** {@code dst += src}. */
    ADD_X               (0x0f, always(),   "add",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst += $src"),
    /** {@code dst -= imm}. */
    SUB_K               (0x17, always(),   "sub",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst -= $imm"),
    /** {@code dst -= src}. */
    SUB_X               (0x1f, always(),   "sub",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst -= $src"),
    /** {@code dst *= imm}. */
    MUL_K               (0x27, always(),   "mul",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst *= $imm"),
    /** {@code dst *= src}. */
    MUL_X               (0x2f, always(),   "mul",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst *= $src"),
    /** {@code dst /= imm}. */
    DIV_K               (0x37, always(),   "div",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst /= $imm"),
    /** {@code dst /= src}. */
    DIV_X               (0x3f, always(),   "div",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst /= $src"),
    /** {@code dst |= imm}. */
    OR_K                (0x47, always(),   "or",              ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst |= $imm"),
    /** {@code dst |= src}. */
    OR_X                (0x4f, always(),   "or",              ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst |= $src"),
    /** {@code dst &= imm}. */
    AND_K               (0x57, always(),   "and",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst &= $imm"),
    /** {@code dst &= src}. */
    AND_X               (0x5f, always(),   "and",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst &= $src"),
    /** {@code dst <<= imm}. */
    LSH_K               (0x67, always(),   "lsh",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst <<= $imm"),
    /** {@code dst <<= src}. */
    LSH_X               (0x6f, always(),   "lsh",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst <<= $src"),
    /** {@code dst >>= imm}. */
    RSH_K               (0x77, always(),   "rsh",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst >>= $imm"),
    /** {@code dst >>= src}. */
    RSH_X               (0x7f, always(),   "rsh",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst >>= $src"),
    /** {@code dst %= imm}. */
    MOD_K               (0x97, always(),   "mod",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst %= $imm"),
    /** {@code dst %= src}. */
    MOD_X               (0x9f, always(),   "mod",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst %= $src"),
    /** {@code dst ^= imm}. */
    XOR_K               (0xa7, always(),   "xor",             ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst ^= $imm"),
    /** {@code dst ^= src}. */
    XOR_X               (0xaf, always(),   "xor",             ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst ^= $src"),
    /** {@code dst = imm}. */
    MOV_K               (0xb7, always(),   "mov",             ALU_IMMEDIATE,        DEFINED,  NONE,     V1, "3.18", "$dst = $imm"),
    /** {@code dst = src}. */
    MOV_X               (0xbf, always(),   "mov",             ALU_REGISTER,         DEFINED,  USED,     V1, "3.18", "$dst = $src"),
    /** {@code dst s>>= imm}. */
    ARSH_K              (0xc7, always(),   "arsh",            ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$dst s>>= $imm"),
    /** {@code dst s>>= src}. */
    ARSH_X              (0xcf, always(),   "arsh",            ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$dst s>>= $src"),
    /** {@code dst s/= imm}. */
    SDIV_K              (0x37, off(1),     "sdiv",            ALU_IMMEDIATE,        MODIFIED, NONE,     V4, "6.6",  "$dst s/= $imm"),
    /** {@code dst s/= src}. */
    SDIV_X              (0x3f, off(1),     "sdiv",            ALU_REGISTER,         MODIFIED, USED,     V4, "6.6",  "$dst s/= $src"),
    /** {@code dst s%= imm}. */
    SMOD_K              (0x97, off(1),     "smod",            ALU_IMMEDIATE,        MODIFIED, NONE,     V4, "6.6",  "$dst s%= $imm"),
    /** {@code dst s%= src}. */
    SMOD_X              (0x9f, off(1),     "smod",            ALU_REGISTER,         MODIFIED, USED,     V4, "6.6",  "$dst s%= $src"),
    /** {@code dst = -dst}. */
    NEG                 (0x87, always(),   "neg",             ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = -$dst"),
    /** {@code dst = (s8)src}. */
    MOVSX_8             (0xbf, off(8),     "movsx",           ALU_REGISTER,         DEFINED,  USED,     V4, "6.6",  "$dst = (s8)$src"),
    /** {@code dst = (s16)src}. */
    MOVSX_16            (0xbf, off(16),    "movsx",           ALU_REGISTER,         DEFINED,  USED,     V4, "6.6",  "$dst = (s16)$src"),
    /** {@code dst = (s32)src}. */
    MOVSX_32            (0xbf, off(32),    "movsx",           ALU_REGISTER,         DEFINED,  USED,     V4, "6.6",  "$dst = (s32)$src"),

    // 32-bit arithmetic: the upper half of dst becomes zero
    /** {@code wdst += imm}. */
    ADD32_K             (0x04, always(),   "add32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst += $imm"),
    /** {@code wdst += wsrc}. */
    ADD32_X             (0x0c, always(),   "add32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst += $wsrc"),
    /** {@code wdst -= imm}. */
    SUB32_K             (0x14, always(),   "sub32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst -= $imm"),
    /** {@code wdst -= wsrc}. */
    SUB32_X             (0x1c, always(),   "sub32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst -= $wsrc"),
    /** {@code wdst *= imm}. */
    MUL32_K             (0x24, always(),   "mul32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst *= $imm"),
    /** {@code wdst *= wsrc}. */
    MUL32_X             (0x2c, always(),   "mul32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst *= $wsrc"),
    /** {@code wdst /= imm}. */
    DIV32_K             (0x34, always(),   "div32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst /= $imm"),
    /** {@code wdst /= wsrc}. */
    DIV32_X             (0x3c, always(),   "div32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst /= $wsrc"),
    /** {@code wdst |= imm}. */
    OR32_K              (0x44, always(),   "or32",            ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst |= $imm"),
    /** {@code wdst |= wsrc}. */
    OR32_X              (0x4c, always(),   "or32",            ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst |= $wsrc"),
    /** {@code wdst &= imm}. */
    AND32_K             (0x54, always(),   "and32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst &= $imm"),
    /** {@code wdst &= wsrc}. */
    AND32_X             (0x5c, always(),   "and32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst &= $wsrc"),
    /** {@code wdst <<= imm}. */
    LSH32_K             (0x64, always(),   "lsh32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst <<= $imm"),
    /** {@code wdst <<= wsrc}. */
    LSH32_X             (0x6c, always(),   "lsh32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst <<= $wsrc"),
    /** {@code wdst >>= imm}. */
    RSH32_K             (0x74, always(),   "rsh32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst >>= $imm"),
    /** {@code wdst >>= wsrc}. */
    RSH32_X             (0x7c, always(),   "rsh32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst >>= $wsrc"),
    /** {@code wdst %= imm}. */
    MOD32_K             (0x94, always(),   "mod32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst %= $imm"),
    /** {@code wdst %= wsrc}. */
    MOD32_X             (0x9c, always(),   "mod32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst %= $wsrc"),
    /** {@code wdst ^= imm}. */
    XOR32_K             (0xa4, always(),   "xor32",           ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "3.18", "$wdst ^= $imm"),
    /** {@code wdst ^= wsrc}. */
    XOR32_X             (0xac, always(),   "xor32",           ALU_REGISTER,         MODIFIED, USED,     V1, "3.18", "$wdst ^= $wsrc"),
    /** {@code wdst = imm}. */
    MOV32_K             (0xb4, always(),   "mov32",           ALU_IMMEDIATE,        DEFINED,  NONE,     V1, "3.18", "$wdst = $imm"),
    /** {@code wdst = wsrc}. */
    MOV32_X             (0xbc, always(),   "mov32",           ALU_REGISTER,         DEFINED,  USED,     V1, "3.18", "$wdst = $wsrc"),
    /** {@code wdst s>>= imm}. */
    ARSH32_K            (0xc4, always(),   "arsh32",          ALU_IMMEDIATE,        MODIFIED, NONE,     V1, "5.0",  "$wdst s>>= $imm"),
    /** {@code wdst s>>= wsrc}. */
    ARSH32_X            (0xcc, always(),   "arsh32",          ALU_REGISTER,         MODIFIED, USED,     V1, "5.0",  "$wdst s>>= $wsrc"),
    /** {@code wdst s/= imm}. */
    SDIV32_K            (0x34, off(1),     "sdiv32",          ALU_IMMEDIATE,        MODIFIED, NONE,     V4, "6.6",  "$wdst s/= $imm"),
    /** {@code wdst s/= wsrc}. */
    SDIV32_X            (0x3c, off(1),     "sdiv32",          ALU_REGISTER,         MODIFIED, USED,     V4, "6.6",  "$wdst s/= $wsrc"),
    /** {@code wdst s%= imm}. */
    SMOD32_K            (0x94, off(1),     "smod32",          ALU_IMMEDIATE,        MODIFIED, NONE,     V4, "6.6",  "$wdst s%= $imm"),
    /** {@code wdst s%= wsrc}. */
    SMOD32_X            (0x9c, off(1),     "smod32",          ALU_REGISTER,         MODIFIED, USED,     V4, "6.6",  "$wdst s%= $wsrc"),
    /** {@code wdst = -wdst}. */
    NEG32               (0x84, always(),   "neg32",           ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$wdst = -$wdst"),
    /** {@code wdst = (s8)wsrc}. */
    MOVSX32_8           (0xbc, off(8),     "movsx32",         ALU_REGISTER,         DEFINED,  USED,     V4, "6.6",  "$wdst = (s8)$wsrc"),
    /** {@code wdst = (s16)wsrc}. */
    MOVSX32_16          (0xbc, off(16),    "movsx32",         ALU_REGISTER,         DEFINED,  USED,     V4, "6.6",  "$wdst = (s16)$wsrc"),
    /** {@code wdst = (s32)wsrc}. */
    MOVSX32_32          (0xbc, off(32),    "movsx32",         ALU_REGISTER,         DEFINED,  USED,     V4, "-",    "$wdst = (s32)$wsrc"),

    // byte order
    /** {@code dst = le16 dst}. */
    LE16                (0xd4, imm(16),    "le16",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = le16 $dst"),
    /** {@code dst = le32 dst}. */
    LE32                (0xd4, imm(32),    "le32",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = le32 $dst"),
    /** {@code dst = le64 dst}. */
    LE64                (0xd4, imm(64),    "le64",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = le64 $dst"),
    /** {@code dst = be16 dst}. */
    BE16                (0xdc, imm(16),    "be16",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = be16 $dst"),
    /** {@code dst = be32 dst}. */
    BE32                (0xdc, imm(32),    "be32",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = be32 $dst"),
    /** {@code dst = be64 dst}. */
    BE64                (0xdc, imm(64),    "be64",            ALU_UNARY,            MODIFIED, NONE,     V1, "3.18", "$dst = be64 $dst"),
    /** {@code dst = bswap16 dst}. */
    BSWAP16             (0xd7, imm(16),    "bswap16",         ALU_UNARY,            MODIFIED, NONE,     V4, "6.6",  "$dst = bswap16 $dst"),
    /** {@code dst = bswap32 dst}. */
    BSWAP32             (0xd7, imm(32),    "bswap32",         ALU_UNARY,            MODIFIED, NONE,     V4, "6.6",  "$dst = bswap32 $dst"),
    /** {@code dst = bswap64 dst}. */
    BSWAP64             (0xd7, imm(64),    "bswap64",         ALU_UNARY,            MODIFIED, NONE,     V4, "6.6",  "$dst = bswap64 $dst"),

    // arena pointers
    /** {@code dst = addr_space_cast(src, to, from)}. */
    ADDR_SPACE_CAST     (0xbf, off(1),     "addr_space_cast", ADDRESS_SPACE_CAST,   DEFINED,  USED,     V1, "6.9",  "$dst = addr_space_cast($src, $spaces)"),

    // jumps on 64-bit comparisons
    /** {@code if dst == imm goto to}. */
    JEQ_K               (0x15, always(),   "jeq",             JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst == $imm goto $to"),
    /** {@code if dst == src goto to}. */
    JEQ_X               (0x1d, always(),   "jeq",             JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst == $src goto $to"),
    /** {@code if dst != imm goto to}. */
    JNE_K               (0x55, always(),   "jne",             JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst != $imm goto $to"),
    /** {@code if dst != src goto to}. */
    JNE_X               (0x5d, always(),   "jne",             JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst != $src goto $to"),
    /** {@code if dst > imm goto to}. */
    JGT_K               (0x25, always(),   "jgt",             JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst > $imm goto $to"),
    /** {@code if dst > src goto to}. */
    JGT_X               (0x2d, always(),   "jgt",             JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst > $src goto $to"),
    /** {@code if dst >= imm goto to}. */
    JGE_K               (0x35, always(),   "jge",             JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst >= $imm goto $to"),
    /** {@code if dst >= src goto to}. */
    JGE_X               (0x3d, always(),   "jge",             JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst >= $src goto $to"),
    /** {@code if dst < imm goto to}. */
    JLT_K               (0xa5, always(),   "jlt",             JUMP_IMMEDIATE,       USED,     NONE,     V2, "4.14", "if $dst < $imm goto $to"),
    /** {@code if dst < src goto to}. */
    JLT_X               (0xad, always(),   "jlt",             JUMP_REGISTER,        USED,     USED,     V2, "4.14", "if $dst < $src goto $to"),
    /** {@code if dst <= imm goto to}. */
    JLE_K               (0xb5, always(),   "jle",             JUMP_IMMEDIATE,       USED,     NONE,     V2, "4.14", "if $dst <= $imm goto $to"),
    /** {@code if dst <= src goto to}. */
    JLE_X               (0xbd, always(),   "jle",             JUMP_REGISTER,        USED,     USED,     V2, "4.14", "if $dst <= $src goto $to"),
    /** {@code if dst s> imm goto to}. */
    JSGT_K              (0x65, always(),   "jsgt",            JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst s> $imm goto $to"),
    /** {@code if dst s> src goto to}. */
    JSGT_X              (0x6d, always(),   "jsgt",            JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst s> $src goto $to"),
    /** {@code if dst s>= imm goto to}. */
    JSGE_K              (0x75, always(),   "jsge",            JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst s>= $imm goto $to"),
    /** {@code if dst s>= src goto to}. */
    JSGE_X              (0x7d, always(),   "jsge",            JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst s>= $src goto $to"),
    /** {@code if dst s< imm goto to}. */
    JSLT_K              (0xc5, always(),   "jslt",            JUMP_IMMEDIATE,       USED,     NONE,     V2, "4.14", "if $dst s< $imm goto $to"),
    /** {@code if dst s< src goto to}. */
    JSLT_X              (0xcd, always(),   "jslt",            JUMP_REGISTER,        USED,     USED,     V2, "4.14", "if $dst s< $src goto $to"),
    /** {@code if dst s<= imm goto to}. */
    JSLE_K              (0xd5, always(),   "jsle",            JUMP_IMMEDIATE,       USED,     NONE,     V2, "4.14", "if $dst s<= $imm goto $to"),
    /** {@code if dst s<= src goto to}. */
    JSLE_X              (0xdd, always(),   "jsle",            JUMP_REGISTER,        USED,     USED,     V2, "4.14", "if $dst s<= $src goto $to"),
    /** {@code if dst & imm goto to}. */
    JSET_K              (0x45, always(),   "jset",            JUMP_IMMEDIATE,       USED,     NONE,     V1, "3.18", "if $dst & $imm goto $to"),
    /** {@code if dst & src goto to}. */
    JSET_X              (0x4d, always(),   "jset",            JUMP_REGISTER,        USED,     USED,     V1, "3.18", "if $dst & $src goto $to"),

    // jumps on 32-bit comparisons
    /** {@code if wdst == imm goto to}. */
    JEQ32_K             (0x16, always(),   "jeq32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst == $imm goto $to"),
    /** {@code if wdst == wsrc goto to}. */
    JEQ32_X             (0x1e, always(),   "jeq32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst == $wsrc goto $to"),
    /** {@code if wdst != imm goto to}. */
    JNE32_K             (0x56, always(),   "jne32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst != $imm goto $to"),
    /** {@code if wdst != wsrc goto to}. */
    JNE32_X             (0x5e, always(),   "jne32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst != $wsrc goto $to"),
    /** {@code if wdst > imm goto to}. */
    JGT32_K             (0x26, always(),   "jgt32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst > $imm goto $to"),
    /** {@code if wdst > wsrc goto to}. */
    JGT32_X             (0x2e, always(),   "jgt32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst > $wsrc goto $to"),
    /** {@code if wdst >= imm goto to}. */
    JGE32_K             (0x36, always(),   "jge32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst >= $imm goto $to"),
    /** {@code if wdst >= wsrc goto to}. */
    JGE32_X             (0x3e, always(),   "jge32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst >= $wsrc goto $to"),
    /** {@code if wdst < imm goto to}. */
    JLT32_K             (0xa6, always(),   "jlt32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst < $imm goto $to"),
    /** {@code if wdst < wsrc goto to}. */
    JLT32_X             (0xae, always(),   "jlt32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst < $wsrc goto $to"),
    /** {@code if wdst <= imm goto to}. */
    JLE32_K             (0xb6, always(),   "jle32",           JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst <= $imm goto $to"),
    /** {@code if wdst <= wsrc goto to}. */
    JLE32_X             (0xbe, always(),   "jle32",           JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst <= $wsrc goto $to"),
    /** {@code if wdst s> imm goto to}. */
    JSGT32_K            (0x66, always(),   "jsgt32",          JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst s> $imm goto $to"),
    /** {@code if wdst s> wsrc goto to}. */
    JSGT32_X            (0x6e, always(),   "jsgt32",          JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst s> $wsrc goto $to"),
    /** {@code if wdst s>= imm goto to}. */
    JSGE32_K            (0x76, always(),   "jsge32",          JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst s>= $imm goto $to"),
    /** {@code if wdst s>= wsrc goto to}. */
    JSGE32_X            (0x7e, always(),   "jsge32",          JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst s>= $wsrc goto $to"),
    /** {@code if wdst s< imm goto to}. */
    JSLT32_K            (0xc6, always(),   "jslt32",          JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst s< $imm goto $to"),
    /** {@code if wdst s< wsrc goto to}. */
    JSLT32_X            (0xce, always(),   "jslt32",          JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst s< $wsrc goto $to"),
    /** {@code if wdst s<= imm goto to}. */
    JSLE32_K            (0xd6, always(),   "jsle32",          JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst s<= $imm goto $to"),
    /** {@code if wdst s<= wsrc goto to}. */
    JSLE32_X            (0xde, always(),   "jsle32",          JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst s<= $wsrc goto $to"),
    /** {@code if wdst & imm goto to}. */
    JSET32_K            (0x46, always(),   "jset32",          JUMP_IMMEDIATE,       USED,     NONE,     V3, "5.1",  "if $wdst & $imm goto $to"),
    /** {@code if wdst & wsrc goto to}. */
    JSET32_X            (0x4e, always(),   "jset32",          JUMP_REGISTER,        USED,     USED,     V3, "5.1",  "if $wdst & $wsrc goto $to"),

    // other jumps, calls and exit
    /** {@code goto to}. */
    JA                  (0x05, always(),   "ja",              JUMP,                 NONE,     NONE,     V1, "3.18", "goto $to"),
    /** {@code gotol to}. */
    GOTOL               (0x06, always(),   "gotol",           JUMP_LONG,            NONE,     NONE,     V4, "6.6",  "gotol $to"),
    /** {@code gotox dst}. */
    GOTOX               (0x0d, always(),   "gotox",           JUMP_INDIRECT,        USED,     NONE,     V4, "6.19", "gotox $dst"),
    /** {@code may_goto to}. */
    MAY_GOTO            (0xe5, always(),   "may_goto",        JUMP,                 NONE,     NONE,     V1, "6.9",  "may_goto $to"),
    /** {@code call imm}. */
    CALL                (0x85, src(0),     "call",            CALL_HELPER,          NONE,     NONE,     V1, "3.18", "call $imm"),
    /** {@code call to}. */
    CALL_LOCAL          (0x85, src(1),     "call",            CALL_FUNCTION,        NONE,     NONE,     V1, "4.16", "call $to"),
    /** {@code call kfunc[id:imm,fd:next]}. */
    CALL_KFUNC          (0x85, src(2),     "call",            CALL_KERNEL,          NONE,     NONE,     V1, "5.13", "call kfunc[id:$imm,fd:$next]"),
    /** {@code callx dst}. */
    CALLX               (0x8d, always(),   "callx",           CALL_REGISTER,        USED,     NONE,     V4, "-",    "callx $dst"),
    /** {@code exit}. */
    EXIT                (0x95, always(),   "exit",            NO_OPERANDS,          NONE,     NONE,     V1, "3.18", "exit"),

    // memory
    /** {@code dst = *(u8 *)(base + off)}. */
    LDXB                (0x71, always(),   "ldxb",            LOAD,                 DEFINED,  USED,     V1, "3.18", "$dst = *(u8 *)($addr)"),
    /** {@code dst = *(u16 *)(base + off)}. */
    LDXH                (0x69, always(),   "ldxh",            LOAD,                 DEFINED,  USED,     V1, "3.18", "$dst = *(u16 *)($addr)"),
    /** {@code dst = *(u32 *)(base + off)}. */
    LDXW                (0x61, always(),   "ldxw",            LOAD,                 DEFINED,  USED,     V1, "3.18", "$dst = *(u32 *)($addr)"),
    /** {@code dst = *(u64 *)(base + off)}. */
    LDXDW               (0x79, always(),   "ldxdw",           LOAD,                 DEFINED,  USED,     V1, "3.18", "$dst = *(u64 *)($addr)"),
    /** {@code dst = *(s8 *)(base + off)}. */
    LDXSB               (0x91, always(),   "ldxsb",           LOAD,                 DEFINED,  USED,     V4, "6.6",  "$dst = *(s8 *)($addr)"),
    /** {@code dst = *(s16 *)(base + off)}. */
    LDXSH               (0x89, always(),   "ldxsh",           LOAD,                 DEFINED,  USED,     V4, "6.6",  "$dst = *(s16 *)($addr)"),
    /** {@code dst = *(s32 *)(base + off)}. */
    LDXSW               (0x81, always(),   "ldxsw",           LOAD,                 DEFINED,  USED,     V4, "6.6",  "$dst = *(s32 *)($addr)"),
    /** {@code dst = *(s64 *)(base + off)}. */
    LDXSDW              (0x99, always(),   "ldxsdw",          LOAD,                 DEFINED,  USED,     V4, "-",    "$dst = *(s64 *)($addr)"),
    /** {@code *(u8 *)(base + off) = imm}. */
    STB                 (0x72, always(),   "stb",             STORE_IMMEDIATE,      USED,     NONE,     V1, "3.18", "*(u8 *)($addr) = $imm"),
    /** {@code *(u16 *)(base + off) = imm}. */
    STH                 (0x6a, always(),   "sth",             STORE_IMMEDIATE,      USED,     NONE,     V1, "3.18", "*(u16 *)($addr) = $imm"),
    /** {@code *(u32 *)(base + off) = imm}. */
    STW                 (0x62, always(),   "stw",             STORE_IMMEDIATE,      USED,     NONE,     V1, "3.18", "*(u32 *)($addr) = $imm"),
    /** {@code *(u64 *)(base + off) = imm}. */
    STDW                (0x7a, always(),   "stdw",            STORE_IMMEDIATE,      USED,     NONE,     V1, "3.18", "*(u64 *)($addr) = $imm"),
    /** {@code *(u8 *)(base + off) = src}. */
    STXB                (0x73, always(),   "stxb",            STORE,                USED,     USED,     V1, "3.18", "*(u8 *)($addr) = $src"),
    /** {@code *(u16 *)(base + off) = src}. */
    STXH                (0x6b, always(),   "stxh",            STORE,                USED,     USED,     V1, "3.18", "*(u16 *)($addr) = $src"),
    /** {@code *(u32 *)(base + off) = src}. */
    STXW                (0x63, always(),   "stxw",            STORE,                USED,     USED,     V1, "3.18", "*(u32 *)($addr) = $src"),
    /** {@code *(u64 *)(base + off) = src}. */
    STXDW               (0x7b, always(),   "stxdw",           STORE,                USED,     USED,     V1, "3.18", "*(u64 *)($addr) = $src"),

    // socket buffer access: r6 is the context, the result goes to r0
    /** {@code r0 = *(u8 *)skb[imm]}. */
    LD_ABS_B            (0x30, always(),   "ldabsb",          PACKET_LOAD,          NONE,     NONE,     V1, "3.18", "r0 = *(u8 *)skb[$imm]"),
    /** {@code r0 = *(u16 *)skb[imm]}. */
    LD_ABS_H            (0x28, always(),   "ldabsh",          PACKET_LOAD,          NONE,     NONE,     V1, "3.18", "r0 = *(u16 *)skb[$imm]"),
    /** {@code r0 = *(u32 *)skb[imm]}. */
    LD_ABS_W            (0x20, always(),   "ldabsw",          PACKET_LOAD,          NONE,     NONE,     V1, "3.18", "r0 = *(u32 *)skb[$imm]"),
    /** {@code r0 = *(u8 *)skb[src + imm]}. */
    LD_IND_B            (0x50, always(),   "ldindb",          PACKET_LOAD_INDIRECT, NONE,     USED,     V1, "3.18", "r0 = *(u8 *)skb[$index]"),
    /** {@code r0 = *(u16 *)skb[src + imm]}. */
    LD_IND_H            (0x48, always(),   "ldindh",          PACKET_LOAD_INDIRECT, NONE,     USED,     V1, "3.18", "r0 = *(u16 *)skb[$index]"),
    /** {@code r0 = *(u32 *)skb[src + imm]}. */
    LD_IND_W            (0x40, always(),   "ldindw",          PACKET_LOAD_INDIRECT, NONE,     USED,     V1, "3.18", "r0 = *(u32 *)skb[$index]"),

    // 64-bit immediates: two slots, src says what the immediate means
    /** {@code dst = imm ll}. */
    LDDW                (0x18, src(0),     "lddw",            WIDE_CONSTANT,        DEFINED,  NONE,     V1, "3.18", "$dst = $imm ll"),
    /** {@code dst = map[fd:imm]}. */
    LDDW_MAP_FD         (0x18, src(1),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "3.18", "$dst = map[fd:$imm]"),
    /** {@code dst = map[fd:imm][0]+next}. */
    LDDW_MAP_VALUE      (0x18, src(2),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "5.2",  "$dst = map[fd:$imm][0]+$next"),
    /** {@code dst = btf[id:imm,fd:next]}. */
    LDDW_BTF_ID         (0x18, src(3),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "5.10", "$dst = btf[id:$imm,fd:$next]"),
    /** {@code dst = subprog[imm]}. */
    LDDW_FUNC           (0x18, src(4),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "5.13", "$dst = subprog[$imm]"),
    /** {@code dst = map[idx:imm]}. */
    LDDW_MAP_IDX        (0x18, src(5),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "5.14", "$dst = map[idx:$imm]"),
    /** {@code dst = map[idx:imm][0]+next}. */
    LDDW_MAP_IDX_VALUE  (0x18, src(6),     "lddw",            WIDE_PSEUDO,          DEFINED,  NONE,     V1, "5.14", "$dst = map[idx:$imm][0]+$next"),

    // atomics
    /** {@code lock *(u32 *)(base + off) += wsrc}. */
    ATOMIC_ADD_W        (0xc3, imm(0x00),  "aadd32",          ATOMIC,               USED,     USED,     V1, "3.18", "lock *(u32 *)($addr) += $wsrc"),
    /** {@code lock *(u32 *)(base + off) |= wsrc}. */
    ATOMIC_OR_W         (0xc3, imm(0x40),  "aor32",           ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u32 *)($addr) |= $wsrc"),
    /** {@code lock *(u32 *)(base + off) &= wsrc}. */
    ATOMIC_AND_W        (0xc3, imm(0x50),  "aand32",          ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u32 *)($addr) &= $wsrc"),
    /** {@code lock *(u32 *)(base + off) ^= wsrc}. */
    ATOMIC_XOR_W        (0xc3, imm(0xa0),  "axor32",          ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u32 *)($addr) ^= $wsrc"),
    /** {@code wsrc = atomic_fetch_add((u32 *)(base + off), wsrc)}. */
    ATOMIC_FETCH_ADD_W  (0xc3, imm(0x01),  "afadd32",         ATOMIC,               USED,     MODIFIED, V3, "5.12", "$wsrc = atomic_fetch_add((u32 *)($addr), $wsrc)"),
    /** {@code wsrc = atomic_fetch_or((u32 *)(base + off), wsrc)}. */
    ATOMIC_FETCH_OR_W   (0xc3, imm(0x41),  "afor32",          ATOMIC,               USED,     MODIFIED, V3, "5.12", "$wsrc = atomic_fetch_or((u32 *)($addr), $wsrc)"),
    /** {@code wsrc = atomic_fetch_and((u32 *)(base + off), wsrc)}. */
    ATOMIC_FETCH_AND_W  (0xc3, imm(0x51),  "afand32",         ATOMIC,               USED,     MODIFIED, V3, "5.12", "$wsrc = atomic_fetch_and((u32 *)($addr), $wsrc)"),
    /** {@code wsrc = atomic_fetch_xor((u32 *)(base + off), wsrc)}. */
    ATOMIC_FETCH_XOR_W  (0xc3, imm(0xa1),  "afxor32",         ATOMIC,               USED,     MODIFIED, V3, "5.12", "$wsrc = atomic_fetch_xor((u32 *)($addr), $wsrc)"),
    /** {@code wsrc = xchg32_32(base + off, wsrc)}. */
    XCHG_W              (0xc3, imm(0xe1),  "axchg32",         ATOMIC,               USED,     MODIFIED, V3, "5.12", "$wsrc = xchg32_32($addr, $wsrc)"),
    /** {@code w0 = cmpxchg32_32(base + off, w0, wsrc)}. */
    CMPXCHG_W           (0xc3, imm(0xf1),  "acmp32",          ATOMIC_COMPARE,       USED,     USED,     V3, "5.12", "w0 = cmpxchg32_32($addr, w0, $wsrc)"),
    /** {@code lock *(u64 *)(base + off) += src}. */
    ATOMIC_ADD_DW       (0xdb, imm(0x00),  "aadd",            ATOMIC,               USED,     USED,     V1, "3.18", "lock *(u64 *)($addr) += $src"),
    /** {@code lock *(u64 *)(base + off) |= src}. */
    ATOMIC_OR_DW        (0xdb, imm(0x40),  "aor",             ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u64 *)($addr) |= $src"),
    /** {@code lock *(u64 *)(base + off) &= src}. */
    ATOMIC_AND_DW       (0xdb, imm(0x50),  "aand",            ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u64 *)($addr) &= $src"),
    /** {@code lock *(u64 *)(base + off) ^= src}. */
    ATOMIC_XOR_DW       (0xdb, imm(0xa0),  "axor",            ATOMIC,               USED,     USED,     V3, "5.12", "lock *(u64 *)($addr) ^= $src"),
    /** {@code src = atomic_fetch_add((u64 *)(base + off), src)}. */
    ATOMIC_FETCH_ADD_DW (0xdb, imm(0x01),  "afadd",           ATOMIC,               USED,     MODIFIED, V3, "5.12", "$src = atomic_fetch_add((u64 *)($addr), $src)"),
    /** {@code src = atomic_fetch_or((u64 *)(base + off), src)}. */
    ATOMIC_FETCH_OR_DW  (0xdb, imm(0x41),  "afor",            ATOMIC,               USED,     MODIFIED, V3, "5.12", "$src = atomic_fetch_or((u64 *)($addr), $src)"),
    /** {@code src = atomic_fetch_and((u64 *)(base + off), src)}. */
    ATOMIC_FETCH_AND_DW (0xdb, imm(0x51),  "afand",           ATOMIC,               USED,     MODIFIED, V3, "5.12", "$src = atomic_fetch_and((u64 *)($addr), $src)"),
    /** {@code src = atomic_fetch_xor((u64 *)(base + off), src)}. */
    ATOMIC_FETCH_XOR_DW (0xdb, imm(0xa1),  "afxor",           ATOMIC,               USED,     MODIFIED, V3, "5.12", "$src = atomic_fetch_xor((u64 *)($addr), $src)"),
    /** {@code src = xchg_64(base + off, src)}. */
    XCHG_DW             (0xdb, imm(0xe1),  "axchg",           ATOMIC,               USED,     MODIFIED, V3, "5.12", "$src = xchg_64($addr, $src)"),
    /** {@code r0 = cmpxchg_64(base + off, r0, src)}. */
    CMPXCHG_DW          (0xdb, imm(0xf1),  "acmp",            ATOMIC_COMPARE,       USED,     USED,     V3, "5.12", "r0 = cmpxchg_64($addr, r0, $src)"),
    /** {@code wdst = load_acquire((u8 *)(base + off))}. */
    LOAD_ACQUIRE_B      (0xd3, imm(0x100), "ldacqb",          LOAD,                 DEFINED,  USED,     V4, "6.15", "$wdst = load_acquire((u8 *)($addr))"),
    /** {@code wdst = load_acquire((u16 *)(base + off))}. */
    LOAD_ACQUIRE_H      (0xcb, imm(0x100), "ldacqh",          LOAD,                 DEFINED,  USED,     V4, "6.15", "$wdst = load_acquire((u16 *)($addr))"),
    /** {@code wdst = load_acquire((u32 *)(base + off))}. */
    LOAD_ACQUIRE_W      (0xc3, imm(0x100), "ldacqw",          LOAD,                 DEFINED,  USED,     V4, "6.15", "$wdst = load_acquire((u32 *)($addr))"),
    /** {@code dst = load_acquire((u64 *)(base + off))}. */
    LOAD_ACQUIRE_DW     (0xdb, imm(0x100), "ldacqdw",         LOAD,                 DEFINED,  USED,     V4, "6.15", "$dst = load_acquire((u64 *)($addr))"),
    /** {@code store_release((u8 *)(base + off), wsrc)}. */
    STORE_RELEASE_B     (0xd3, imm(0x110), "strelb",          STORE,                USED,     USED,     V4, "6.15", "store_release((u8 *)($addr), $wsrc)"),
    /** {@code store_release((u16 *)(base + off), wsrc)}. */
    STORE_RELEASE_H     (0xcb, imm(0x110), "strelh",          STORE,                USED,     USED,     V4, "6.15", "store_release((u16 *)($addr), $wsrc)"),
    /** {@code store_release((u32 *)(base + off), wsrc)}. */
    STORE_RELEASE_W     (0xc3, imm(0x110), "strelw",          STORE,                USED,     USED,     V4, "6.15", "store_release((u32 *)($addr), $wsrc)"),
    /** {@code store_release((u64 *)(base + off), src)}. */
    STORE_RELEASE_DW    (0xdb, imm(0x110), "streldw",         STORE,                USED,     USED,     V4, "6.15", "store_release((u64 *)($addr), $src)");
    // spotless:on

    private static final int CLASS = 0x07;
    private static final int JMP32 = 0x06;

    private final int code;
    private final long selecting;
    private final String mnemonic;
    private final OperandShape shape;
    private final Role dst;
    private final Role src;
    private final IsaVersion isa;
    private final Optional<KernelVersion> since;
    private final String text;
    private final long word;
    private final long operands;
    private final long fields;

    Opcode(
            int code,
            Selector selector,
            String mnemonic,
            OperandShape shape,
            Role dst,
            Role src,
            IsaVersion isa,
            String since,
            String text) {
        this.code = code;
        this.selecting = selector.mask;
        this.mnemonic = mnemonic;
        this.shape = shape;
        this.dst = dst;
        this.src = src;
        this.isa = isa;
        this.since = since.equals("-") ? Optional.empty() : Optional.of(KernelVersion.parse(since));
        this.text = text;
        this.word = code | selector.word;
        this.operands = (shape.hasDst() ? 0xf00L : 0)
                | (shape.hasSrc() ? 0xf000L : 0)
                | (shape.hasOff() ? 0xffff0000L : 0)
                | (shape.hasImm() ? 0xffffffffL << 32 : 0);
        this.fields = 0xff | selector.mask | operands;
    }

    /** Returns the opcode byte, 0 to 255. */
    public int code() {
        return code;
    }

    /** Returns the mnemonic of the assembly language: {@code add}, {@code ldxw}. */
    public String mnemonic() {
        return mnemonic;
    }

    /** Returns what the fields mean. */
    public OperandShape shape() {
        return shape;
    }

    /** Returns what happens to the register in the destination field. */
    public Role dst() {
        return dst;
    }

    /** Returns what happens to the register in the source field. */
    public Role src() {
        return src;
    }

    /** Returns the level of the instruction set it belongs to. */
    public IsaVersion isa() {
        return isa;
    }

    /** Returns the first kernel that accepts it; empty when none does. */
    public Optional<KernelVersion> since() {
        return since;
    }

    /** Returns the pseudo-C form, with {@code $dst} and the like where the operands go. */
    public String pseudoC() {
        return text;
    }

    /** Returns the jump that is taken exactly when this one is not; empty when there is none or this is no such jump. */
    public Optional<Opcode> negate() {
        Width width = (code & CLASS) == JMP32 ? Width.W : Width.DW;
        return Condition.of(this).flatMap(Condition::negate).map(opposite -> switch (shape) {
            case JUMP_IMMEDIATE -> opposite.immediate(width);
            default -> opposite.register(width);
        });
    }

    /** Returns the slot with the opcode and what selects the row set, everything else zero; see {@link Instruction#word}. */
    public long word() {
        return word;
    }

    /** Tells whether a slot with this row's opcode byte is this row. */
    boolean selects(long word) {
        return (word & selecting) == (this.word & selecting);
    }

    /** Tells whether a field beyond the opcode byte decides. */
    boolean isSelective() {
        return selecting != 0;
    }

    /** Returns the bits of a slot that hold operands. */
    long operands() {
        return operands;
    }

    /** Returns the bits of a slot that the row uses; the others must be zero. */
    long fields() {
        return fields;
    }

    private static Selector always() {
        return new Selector(0, 0);
    }

    private static Selector src(int value) {
        return new Selector(0xf000L, Word.src(value));
    }

    private static Selector off(int value) {
        return new Selector(0xffff0000L, Word.off(value, "selecting offset"));
    }

    private static Selector imm(int value) {
        return new Selector(0xffffffffL << 32, Word.imm(value));
    }

    private record Selector(long mask, long word) {}
}
