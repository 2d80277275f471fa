package dev.skep.asm.text;

import java.util.Locale;

/** How instructions are written. A text keeps to one. */
public enum Dialect {
    /** {@code r0 = *(u32 *)(r1 + 4)}: clang, llvm-mc, GNU as with {@code -mdialect=pseudoc}, and what the kernel prints. */
    LLVM,
    /** {@code ldxw %r0,[%r1+4]}: GNU as. */
    GNU,
    /** {@code ldxw r0, [r1+4]}, {@code lock add [r1+0], r2}: ubpf and the conformance cases. */
    UBPF;

    /** Returns the name on the command line: {@code llvm}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
