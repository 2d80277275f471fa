/**
 * The pipeline from IR to object, its options and its diagnostics.
 *
 * <p>{@link dev.skep.compiler.Compiler} checks a unit, runs the passes, generates code and builds the object; everything that is wrong with
 * the user's program becomes a {@link dev.skep.compiler.Diagnostic}. {@link dev.skep.compiler.Options} say for which kernel, with which
 * passes, and who looks on: a {@link dev.skep.compiler.StageListener} is told what each stage made, and {@linkplain
 * dev.skep.compiler.report reports} are made of that. The compiler itself prints nothing.
 */
@NullMarked
package dev.skep.compiler;

import org.jspecify.annotations.NullMarked;
