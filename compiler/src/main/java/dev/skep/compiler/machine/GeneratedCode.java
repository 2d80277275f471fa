package dev.skep.compiler.machine;

import dev.skep.asm.Code;
import dev.skep.compiler.machine.layout.FrameLayout;

/**
 * What code generation makes of one function.
 *
 * @param code instructions, labels and source lines; maps, globals, functions and kfuncs by symbol
 * @param frame who owns which bytes of the stack
 */
public record GeneratedCode(Code code, FrameLayout frame) {}
