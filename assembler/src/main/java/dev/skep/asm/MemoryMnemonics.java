package dev.skep.asm;

/** Loads, stores and atomics. {@code N} is the width in bits. */
public sealed interface MemoryMnemonics extends Mnemonics permits CodeBuilder {
    /** Emits {@code dst = *(uN *)(base + offset)}. */
    default CodeBuilder ldx(Width width, Register dst, Memory mem) {
        return with(new MemoryInstruction.Load(width.load(), dst, mem));
    }

    /** Emits {@code dst = *(sN *)(base + offset)}, sign-extended to 64 bits; level 4. */
    default CodeBuilder ldxs(Width width, Register dst, Memory mem) {
        return with(new MemoryInstruction.Load(width.loadSigned(), dst, mem));
    }

    /** Emits {@code *(uN *)(base + offset) = src}. */
    default CodeBuilder stx(Width width, Memory mem, Register src) {
        return with(new MemoryInstruction.Store(width.store(), mem, src));
    }

    /** Emits {@code *(uN *)(base + offset) = imm}; a double word gets the immediate sign-extended. */
    default CodeBuilder st(Width width, Memory mem, int imm) {
        return with(new MemoryInstruction.StoreImmediate(width.storeImmediate(), mem, imm));
    }

    /** Emits {@code dst = load_acquire((uN *)(base + offset))}; kernel 6.15. */
    default CodeBuilder loadAcquire(Width width, Register dst, Memory mem) {
        return with(new MemoryInstruction.Load(width.loadAcquire(), dst, mem));
    }

    /** Emits {@code store_release((uN *)(base + offset), src)}; kernel 6.15. */
    default CodeBuilder storeRelease(Width width, Memory mem, Register src) {
        return with(new MemoryInstruction.Store(width.storeRelease(), mem, src));
    }

    /** Emits the atomic operation, {@code W} or {@code DW} wide. */
    default CodeBuilder atomic(AtomicOp op, Width width, Memory mem, Register src) {
        return with(new MemoryInstruction.Atomic(op.opcode(width), mem, src));
    }

    // spotless:off
    /** Emits {@code lock *(uN *)(base + offset) += src}; every kernel. */
    default CodeBuilder atomicAdd(Width width, Memory mem, Register src) { return atomic(AtomicOp.ADD, width, mem, src); }
    /** Emits {@code lock *(uN *)(base + offset) |= src}; kernel 5.12. */
    default CodeBuilder atomicOr(Width width, Memory mem, Register src) { return atomic(AtomicOp.OR, width, mem, src); }
    /** Emits {@code lock *(uN *)(base + offset) &= src}; kernel 5.12. */
    default CodeBuilder atomicAnd(Width width, Memory mem, Register src) { return atomic(AtomicOp.AND, width, mem, src); }
    /** Emits {@code lock *(uN *)(base + offset) ^= src}; kernel 5.12. */
    default CodeBuilder atomicXor(Width width, Memory mem, Register src) { return atomic(AtomicOp.XOR, width, mem, src); }
    /** Emits {@code src = atomic_fetch_add(base + offset, src)}; kernel 5.12. */
    default CodeBuilder fetchAdd(Width width, Memory mem, Register src) { return atomic(AtomicOp.FETCH_ADD, width, mem, src); }
    /** Emits {@code src = atomic_fetch_or(base + offset, src)}; kernel 5.12. */
    default CodeBuilder fetchOr(Width width, Memory mem, Register src) { return atomic(AtomicOp.FETCH_OR, width, mem, src); }
    /** Emits {@code src = atomic_fetch_and(base + offset, src)}; kernel 5.12. */
    default CodeBuilder fetchAnd(Width width, Memory mem, Register src) { return atomic(AtomicOp.FETCH_AND, width, mem, src); }
    /** Emits {@code src = atomic_fetch_xor(base + offset, src)}; kernel 5.12. */
    default CodeBuilder fetchXor(Width width, Memory mem, Register src) { return atomic(AtomicOp.FETCH_XOR, width, mem, src); }
    /** Emits {@code src = xchg(base + offset, src)}; kernel 5.12. */
    default CodeBuilder xchg(Width width, Memory mem, Register src) { return atomic(AtomicOp.XCHG, width, mem, src); }
    /** Emits {@code r0 = cmpxchg(base + offset, r0, src)}; kernel 5.12. */
    default CodeBuilder cmpxchg(Width width, Memory mem, Register src) { return atomic(AtomicOp.CMPXCHG, width, mem, src); }
    // spotless:on

    /** Emits {@code r0 = *(uN *)skb[imm]} in host order; r6 holds the context, r1 to r5 are lost. */
    default CodeBuilder ldAbs(Width width, int imm) {
        return with(new MemoryInstruction.PacketLoad(
                packet(width, Opcode.LD_ABS_B, Opcode.LD_ABS_H, Opcode.LD_ABS_W), imm));
    }

    /** Emits {@code r0 = *(uN *)skb[src + imm]} in host order; r6 holds the context, r1 to r5 are lost. */
    default CodeBuilder ldInd(Width width, Register src, int imm) {
        return with(new MemoryInstruction.PacketLoadIndirect(
                packet(width, Opcode.LD_IND_B, Opcode.LD_IND_H, Opcode.LD_IND_W), src, imm));
    }

    private static Opcode packet(Width width, Opcode b, Opcode h, Opcode w) {
        return switch (width) {
            case B -> b;
            case H -> h;
            case W -> w;
            case DW -> throw new IllegalArgumentException("a packet load is B, H or W wide, not DW");
        };
    }
}
