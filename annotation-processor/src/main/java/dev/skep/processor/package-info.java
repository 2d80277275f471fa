/**
 * Compiles {@code @Bpf} classes while javac compiles them.
 *
 * <pre>{@code
 * a processing round   CompanionWriter writes the companion class, from declarations alone; KernelTypeWriter the structs of the kernel
 * ANALYZE finished     the class is attributed: SubsetChecker, UnitLowering, Compiler; what is wrong is said at its place
 * GENERATE started     javac found no error so far: the object is written
 * COMPILATION finished objects of an earlier build go where this one made none; a build that only processed says so
 * }</pre>
 *
 * <p>Nothing of javac's inside is used: {@code com.sun.source} and {@code javax.annotation.processing} are enough.
 */
@NullMarked
package dev.skep.processor;

import org.jspecify.annotations.NullMarked;
