package dev.skep.compiler;

import dev.skep.asm.Code;

/**
 * What code generation made of one function.
 *
 * @param code instructions, labels and source lines; maps, globals, functions and kfuncs by symbol
 * @param frame who owns which bytes of the stack
 * @param spillStores instructions that put a value without a register into the frame
 * @param spillLoads instructions that fetch one from there
 */
public record GeneratedCode(Code code, FrameLayout frame, int spillStores, int spillLoads) {
    /** Returns how many 8-byte instruction slots the code takes. */
    public int slots() {
        return CountSlots.of(code);
    }
}
