package dev.skep.asm;

import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;

/** Arithmetic. A {@code 32} works on the lower halves and clears the upper half of dst. */
public sealed interface AluMnemonics extends Mnemonics permits CodeBuilder {
    /** Emits {@code dst op= src}, {@code W} or {@code DW} wide. */
    default CodeBuilder alu(AluOp op, Width width, Register dst, Register src) {
        return with(new AluInstruction.Binary(op.register(width), dst, src));
    }

    /** Emits {@code dst op= imm}, {@code W} or {@code DW} wide. */
    default CodeBuilder alu(AluOp op, Width width, Register dst, int imm) {
        return with(new AluInstruction.Immediate(op.immediate(width), dst, imm));
    }

    /** Emits {@code dst = (sN)src} or another two-register form by its opcode. */
    default CodeBuilder alu(Opcode opcode, Register dst, Register src) {
        return with(new AluInstruction.Binary(opcode, dst, src));
    }

    /** Emits {@code dst = op dst} by its opcode. */
    default CodeBuilder alu(Opcode opcode, Register dst) {
        return with(new AluInstruction.Unary(opcode, dst));
    }

    // spotless:off
    /** Emits {@code dst += src}. */
    default CodeBuilder add(Register dst, Register src) { return alu(AluOp.ADD, DW, dst, src); }
    /** Emits {@code dst += imm}. */
    default CodeBuilder add(Register dst, int imm) { return alu(AluOp.ADD, DW, dst, imm); }
    /** Emits {@code wdst += wsrc}. */
    default CodeBuilder add32(Register dst, Register src) { return alu(AluOp.ADD, W, dst, src); }
    /** Emits {@code wdst += imm}. */
    default CodeBuilder add32(Register dst, int imm) { return alu(AluOp.ADD, W, dst, imm); }
    /** Emits {@code dst -= src}. */
    default CodeBuilder sub(Register dst, Register src) { return alu(AluOp.SUB, DW, dst, src); }
    /** Emits {@code dst -= imm}. */
    default CodeBuilder sub(Register dst, int imm) { return alu(AluOp.SUB, DW, dst, imm); }
    /** Emits {@code wdst -= wsrc}. */
    default CodeBuilder sub32(Register dst, Register src) { return alu(AluOp.SUB, W, dst, src); }
    /** Emits {@code wdst -= imm}. */
    default CodeBuilder sub32(Register dst, int imm) { return alu(AluOp.SUB, W, dst, imm); }
    /** Emits {@code dst *= src}. */
    default CodeBuilder mul(Register dst, Register src) { return alu(AluOp.MUL, DW, dst, src); }
    /** Emits {@code dst *= imm}. */
    default CodeBuilder mul(Register dst, int imm) { return alu(AluOp.MUL, DW, dst, imm); }
    /** Emits {@code wdst *= wsrc}. */
    default CodeBuilder mul32(Register dst, Register src) { return alu(AluOp.MUL, W, dst, src); }
    /** Emits {@code wdst *= imm}. */
    default CodeBuilder mul32(Register dst, int imm) { return alu(AluOp.MUL, W, dst, imm); }
    /** Emits {@code dst /= src}, unsigned. */
    default CodeBuilder div(Register dst, Register src) { return alu(AluOp.DIV, DW, dst, src); }
    /** Emits {@code dst /= imm}, unsigned. */
    default CodeBuilder div(Register dst, int imm) { return alu(AluOp.DIV, DW, dst, imm); }
    /** Emits {@code wdst /= wsrc}, unsigned. */
    default CodeBuilder div32(Register dst, Register src) { return alu(AluOp.DIV, W, dst, src); }
    /** Emits {@code wdst /= imm}, unsigned. */
    default CodeBuilder div32(Register dst, int imm) { return alu(AluOp.DIV, W, dst, imm); }
    /** Emits {@code dst s/= src}, signed; level 4. */
    default CodeBuilder sdiv(Register dst, Register src) { return alu(AluOp.SDIV, DW, dst, src); }
    /** Emits {@code dst s/= imm}, signed; level 4. */
    default CodeBuilder sdiv(Register dst, int imm) { return alu(AluOp.SDIV, DW, dst, imm); }
    /** Emits {@code wdst s/= wsrc}, signed; level 4. */
    default CodeBuilder sdiv32(Register dst, Register src) { return alu(AluOp.SDIV, W, dst, src); }
    /** Emits {@code wdst s/= imm}, signed; level 4. */
    default CodeBuilder sdiv32(Register dst, int imm) { return alu(AluOp.SDIV, W, dst, imm); }
    /** Emits {@code dst %= src}, unsigned. */
    default CodeBuilder mod(Register dst, Register src) { return alu(AluOp.MOD, DW, dst, src); }
    /** Emits {@code dst %= imm}, unsigned. */
    default CodeBuilder mod(Register dst, int imm) { return alu(AluOp.MOD, DW, dst, imm); }
    /** Emits {@code wdst %= wsrc}, unsigned. */
    default CodeBuilder mod32(Register dst, Register src) { return alu(AluOp.MOD, W, dst, src); }
    /** Emits {@code wdst %= imm}, unsigned. */
    default CodeBuilder mod32(Register dst, int imm) { return alu(AluOp.MOD, W, dst, imm); }
    /** Emits {@code dst s%= src}, signed; level 4. */
    default CodeBuilder smod(Register dst, Register src) { return alu(AluOp.SMOD, DW, dst, src); }
    /** Emits {@code dst s%= imm}, signed; level 4. */
    default CodeBuilder smod(Register dst, int imm) { return alu(AluOp.SMOD, DW, dst, imm); }
    /** Emits {@code wdst s%= wsrc}, signed; level 4. */
    default CodeBuilder smod32(Register dst, Register src) { return alu(AluOp.SMOD, W, dst, src); }
    /** Emits {@code wdst s%= imm}, signed; level 4. */
    default CodeBuilder smod32(Register dst, int imm) { return alu(AluOp.SMOD, W, dst, imm); }
    /** Emits {@code dst |= src}. */
    default CodeBuilder or(Register dst, Register src) { return alu(AluOp.OR, DW, dst, src); }
    /** Emits {@code dst |= imm}. */
    default CodeBuilder or(Register dst, int imm) { return alu(AluOp.OR, DW, dst, imm); }
    /** Emits {@code wdst |= wsrc}. */
    default CodeBuilder or32(Register dst, Register src) { return alu(AluOp.OR, W, dst, src); }
    /** Emits {@code wdst |= imm}. */
    default CodeBuilder or32(Register dst, int imm) { return alu(AluOp.OR, W, dst, imm); }
    /** Emits {@code dst &= src}. */
    default CodeBuilder and(Register dst, Register src) { return alu(AluOp.AND, DW, dst, src); }
    /** Emits {@code dst &= imm}. */
    default CodeBuilder and(Register dst, int imm) { return alu(AluOp.AND, DW, dst, imm); }
    /** Emits {@code wdst &= wsrc}. */
    default CodeBuilder and32(Register dst, Register src) { return alu(AluOp.AND, W, dst, src); }
    /** Emits {@code wdst &= imm}. */
    default CodeBuilder and32(Register dst, int imm) { return alu(AluOp.AND, W, dst, imm); }
    /** Emits {@code dst ^= src}. */
    default CodeBuilder xor(Register dst, Register src) { return alu(AluOp.XOR, DW, dst, src); }
    /** Emits {@code dst ^= imm}. */
    default CodeBuilder xor(Register dst, int imm) { return alu(AluOp.XOR, DW, dst, imm); }
    /** Emits {@code wdst ^= wsrc}. */
    default CodeBuilder xor32(Register dst, Register src) { return alu(AluOp.XOR, W, dst, src); }
    /** Emits {@code wdst ^= imm}. */
    default CodeBuilder xor32(Register dst, int imm) { return alu(AluOp.XOR, W, dst, imm); }
    /** Emits {@code dst <<= src}. */
    default CodeBuilder lsh(Register dst, Register src) { return alu(AluOp.LSH, DW, dst, src); }
    /** Emits {@code dst <<= imm}. */
    default CodeBuilder lsh(Register dst, int imm) { return alu(AluOp.LSH, DW, dst, imm); }
    /** Emits {@code wdst <<= wsrc}. */
    default CodeBuilder lsh32(Register dst, Register src) { return alu(AluOp.LSH, W, dst, src); }
    /** Emits {@code wdst <<= imm}. */
    default CodeBuilder lsh32(Register dst, int imm) { return alu(AluOp.LSH, W, dst, imm); }
    /** Emits {@code dst >>= src}, zeros come in. */
    default CodeBuilder rsh(Register dst, Register src) { return alu(AluOp.RSH, DW, dst, src); }
    /** Emits {@code dst >>= imm}, zeros come in. */
    default CodeBuilder rsh(Register dst, int imm) { return alu(AluOp.RSH, DW, dst, imm); }
    /** Emits {@code wdst >>= wsrc}, zeros come in. */
    default CodeBuilder rsh32(Register dst, Register src) { return alu(AluOp.RSH, W, dst, src); }
    /** Emits {@code wdst >>= imm}, zeros come in. */
    default CodeBuilder rsh32(Register dst, int imm) { return alu(AluOp.RSH, W, dst, imm); }
    /** Emits {@code dst s>>= src}, the sign comes in. */
    default CodeBuilder arsh(Register dst, Register src) { return alu(AluOp.ARSH, DW, dst, src); }
    /** Emits {@code dst s>>= imm}, the sign comes in. */
    default CodeBuilder arsh(Register dst, int imm) { return alu(AluOp.ARSH, DW, dst, imm); }
    /** Emits {@code wdst s>>= wsrc}, the sign comes in. */
    default CodeBuilder arsh32(Register dst, Register src) { return alu(AluOp.ARSH, W, dst, src); }
    /** Emits {@code wdst s>>= imm}, the sign comes in. */
    default CodeBuilder arsh32(Register dst, int imm) { return alu(AluOp.ARSH, W, dst, imm); }
    /** Emits {@code dst = src}. */
    default CodeBuilder mov(Register dst, Register src) { return alu(AluOp.MOV, DW, dst, src); }
    /** Emits {@code dst = imm}. */
    default CodeBuilder mov(Register dst, int imm) { return alu(AluOp.MOV, DW, dst, imm); }
    /** Emits {@code wdst = wsrc}. */
    default CodeBuilder mov32(Register dst, Register src) { return alu(AluOp.MOV, W, dst, src); }
    /** Emits {@code wdst = imm}. */
    default CodeBuilder mov32(Register dst, int imm) { return alu(AluOp.MOV, W, dst, imm); }
    /** Emits {@code dst = (s8)src}; level 4. */
    default CodeBuilder movsx8(Register dst, Register src) { return alu(Opcode.MOVSX_8, dst, src); }
    /** Emits {@code dst = (s16)src}; level 4. */
    default CodeBuilder movsx16(Register dst, Register src) { return alu(Opcode.MOVSX_16, dst, src); }
    /** Emits {@code dst = (s32)src}; level 4. */
    default CodeBuilder movsx32(Register dst, Register src) { return alu(Opcode.MOVSX_32, dst, src); }
    /** Emits {@code wdst = (s8)wsrc}; level 4. */
    default CodeBuilder movsx32From8(Register dst, Register src) { return alu(Opcode.MOVSX32_8, dst, src); }
    /** Emits {@code wdst = (s16)wsrc}; level 4. */
    default CodeBuilder movsx32From16(Register dst, Register src) { return alu(Opcode.MOVSX32_16, dst, src); }
    /** Emits {@code dst = -dst}. */
    default CodeBuilder neg(Register dst) { return alu(Opcode.NEG, dst); }
    /** Emits {@code wdst = -wdst}. */
    default CodeBuilder neg32(Register dst) { return alu(Opcode.NEG32, dst); }
    /** Emits {@code dst = le16 dst}; a conversion between host and little-endian order, upper bits cleared. */
    default CodeBuilder le16(Register dst) { return alu(Opcode.LE16, dst); }
    /** Emits {@code dst = le32 dst}; a conversion between host and little-endian order, upper bits cleared. */
    default CodeBuilder le32(Register dst) { return alu(Opcode.LE32, dst); }
    /** Emits {@code dst = le64 dst}; a conversion between host and little-endian order, upper bits cleared. */
    default CodeBuilder le64(Register dst) { return alu(Opcode.LE64, dst); }
    /** Emits {@code dst = be16 dst}; a conversion between host and big-endian order, upper bits cleared. */
    default CodeBuilder be16(Register dst) { return alu(Opcode.BE16, dst); }
    /** Emits {@code dst = be32 dst}; a conversion between host and big-endian order, upper bits cleared. */
    default CodeBuilder be32(Register dst) { return alu(Opcode.BE32, dst); }
    /** Emits {@code dst = be64 dst}; a conversion between host and big-endian order, upper bits cleared. */
    default CodeBuilder be64(Register dst) { return alu(Opcode.BE64, dst); }
    /** Emits {@code dst = bswap16 dst}; swaps on every host, level 4. */
    default CodeBuilder bswap16(Register dst) { return alu(Opcode.BSWAP16, dst); }
    /** Emits {@code dst = bswap32 dst}; swaps on every host, level 4. */
    default CodeBuilder bswap32(Register dst) { return alu(Opcode.BSWAP32, dst); }
    /** Emits {@code dst = bswap64 dst}; swaps on every host, level 4. */
    default CodeBuilder bswap64(Register dst) { return alu(Opcode.BSWAP64, dst); }
    // spotless:on

    /** Emits {@code dst = addr_space_cast(src, to, from)}; kernel 6.9. */
    default CodeBuilder addrSpaceCast(Register dst, Register src, int to, int from) {
        return with(new AluInstruction.AddressSpaceCast(dst, src, to, from));
    }
}
