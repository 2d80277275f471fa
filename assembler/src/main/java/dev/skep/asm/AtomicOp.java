package dev.skep.asm;

import static dev.skep.asm.Opcode.ATOMIC_ADD_DW;
import static dev.skep.asm.Opcode.ATOMIC_ADD_W;
import static dev.skep.asm.Opcode.ATOMIC_AND_DW;
import static dev.skep.asm.Opcode.ATOMIC_AND_W;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_ADD_DW;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_ADD_W;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_AND_DW;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_AND_W;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_OR_DW;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_OR_W;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_XOR_DW;
import static dev.skep.asm.Opcode.ATOMIC_FETCH_XOR_W;
import static dev.skep.asm.Opcode.ATOMIC_OR_DW;
import static dev.skep.asm.Opcode.ATOMIC_OR_W;
import static dev.skep.asm.Opcode.ATOMIC_XOR_DW;
import static dev.skep.asm.Opcode.ATOMIC_XOR_W;
import static dev.skep.asm.Opcode.CMPXCHG_DW;
import static dev.skep.asm.Opcode.CMPXCHG_W;
import static dev.skep.asm.Opcode.XCHG_DW;
import static dev.skep.asm.Opcode.XCHG_W;

/** The atomic operations on memory, each 64 or 32 bits wide. */
public enum AtomicOp {
    // spotless:off
    /** {@code *(dst + off) += src}. */
    ADD       (ATOMIC_ADD_W,       ATOMIC_ADD_DW),
    /** {@code *(dst + off) |= src}. */
    OR        (ATOMIC_OR_W,        ATOMIC_OR_DW),
    /** {@code *(dst + off) &= src}. */
    AND       (ATOMIC_AND_W,       ATOMIC_AND_DW),
    /** {@code *(dst + off) ^= src}. */
    XOR       (ATOMIC_XOR_W,       ATOMIC_XOR_DW),
    /** {@code src = atomic_fetch_add(dst + off, src)}. */
    FETCH_ADD (ATOMIC_FETCH_ADD_W, ATOMIC_FETCH_ADD_DW),
    /** {@code src = atomic_fetch_or(dst + off, src)}. */
    FETCH_OR  (ATOMIC_FETCH_OR_W,  ATOMIC_FETCH_OR_DW),
    /** {@code src = atomic_fetch_and(dst + off, src)}. */
    FETCH_AND (ATOMIC_FETCH_AND_W, ATOMIC_FETCH_AND_DW),
    /** {@code src = atomic_fetch_xor(dst + off, src)}. */
    FETCH_XOR (ATOMIC_FETCH_XOR_W, ATOMIC_FETCH_XOR_DW),
    /** {@code src = xchg(dst + off, src)}. */
    XCHG      (XCHG_W,             XCHG_DW),
    /** {@code r0 = cmpxchg(dst + off, r0, src)}. */
    CMPXCHG   (CMPXCHG_W,          CMPXCHG_DW);
    // spotless:on

    private final Opcode word;
    private final Opcode doubleWord;

    AtomicOp(Opcode word, Opcode doubleWord) {
        this.word = word;
        this.doubleWord = doubleWord;
    }

    /** Returns the instruction, {@code W} or {@code DW} wide. */
    public Opcode opcode(Width width) {
        return Wide.select(width, word, doubleWord);
    }
}
