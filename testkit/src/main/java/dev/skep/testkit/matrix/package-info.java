/**
 * Every loader and every kernel on the same objects: who accepts what, and why not.
 *
 * <p>{@link dev.skep.testkit.matrix.Court} is the whole of it in one call, {@link dev.skep.testkit.matrix.Matrix} what comes out:
 *
 * <pre>
 * Matrix = (Row × Column → Judgement)*
 * Row    = object, program
 * Column = kernel, loader            no kernel for those who judge the file alone
 * </pre>
 *
 * {@link dev.skep.testkit.matrix.JudgeCommand} is the command {@code ./judge}.
 */
@NullMarked
package dev.skep.testkit.matrix;

import org.jspecify.annotations.NullMarked;
