package dev.skep.asm.text;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Width;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pseudo-C writes as calls and returns the old value of memory: LLVM's names, then the kernel's. Without
 * a width, the operand is {@code (u64 *)(r1 + 0)} and says it; with one, it is {@code r1 + 0}.
 */
enum PseudoCFunction {
    // spotless:off
    FETCH_ADD       ("atomic_fetch_add",   AtomicOp.FETCH_ADD, null),
    FETCH_AND       ("atomic_fetch_and",   AtomicOp.FETCH_AND, null),
    FETCH_OR        ("atomic_fetch_or",    AtomicOp.FETCH_OR,  null),
    FETCH_XOR       ("atomic_fetch_xor",   AtomicOp.FETCH_XOR, null),
    XCHG_64         ("xchg_64",            AtomicOp.XCHG,       Width.DW),
    XCHG_32         ("xchg32_32",          AtomicOp.XCHG,       Width.W),
    CMPXCHG_64      ("cmpxchg_64",         AtomicOp.CMPXCHG,    Width.DW),
    CMPXCHG_32      ("cmpxchg32_32",       AtomicOp.CMPXCHG,    Width.W),
    KERNEL_ADD_64   ("atomic64_fetch_add", AtomicOp.FETCH_ADD, null),
    KERNEL_AND_64   ("atomic64_fetch_and", AtomicOp.FETCH_AND, null),
    KERNEL_OR_64    ("atomic64_fetch_or",  AtomicOp.FETCH_OR,  null),
    KERNEL_XOR_64   ("atomic64_fetch_xor", AtomicOp.FETCH_XOR, null),
    KERNEL_XCHG_64  ("atomic64_xchg",      AtomicOp.XCHG,      null),
    KERNEL_XCHG_32  ("atomic_xchg",        AtomicOp.XCHG,      null),
    KERNEL_CMP_64   ("atomic64_cmpxchg",   AtomicOp.CMPXCHG,   null),
    KERNEL_CMP_32   ("atomic_cmpxchg",     AtomicOp.CMPXCHG,   null);
    // spotless:on

    private static final Map<String, PseudoCFunction> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(function -> function.name, Function.identity()));

    private final String name;
    private final AtomicOp op;
    private final @Nullable Width width;

    PseudoCFunction(String name, AtomicOp op, @Nullable Width width) {
        this.name = name;
        this.op = op;
        this.width = width;
    }

    static @Nullable PseudoCFunction find(String name) {
        return BY_NAME.get(name);
    }

    /** Reads the operands and emits the instruction. */
    void read(PseudoCMemory memory, int dst, int start) {
        if (width == null) {
            memory.fetch(op, dst, start);
        } else {
            memory.exchange(op, width, dst, start);
        }
    }
}
