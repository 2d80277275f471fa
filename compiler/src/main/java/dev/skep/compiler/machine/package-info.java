/**
 * From final IR to code on r0 to r10: {@linkplain dev.skep.compiler.machine.selection selection} into {@linkplain
 * dev.skep.compiler.machine.model machine IR}, {@linkplain dev.skep.compiler.machine.allocation allocation} of registers, {@linkplain
 * dev.skep.compiler.machine.layout layout} of frame and blocks. {@link dev.skep.compiler.machine.CodeGenerator} runs them in that order.
 */
@NullMarked
package dev.skep.compiler.machine;

import org.jspecify.annotations.NullMarked;
