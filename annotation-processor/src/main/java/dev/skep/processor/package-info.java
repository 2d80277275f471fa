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
 * <p>An object has one class or, by {@code @Bpf(object = …)}, several; {@code META-INF/bpf/<object>.bpf.classes} lists them. What a class has for
 * others, {@code <class>$$Bpf.class} holds: the IR, in a class file, so that javac finds it in folders, jars and modules, and build tools see
 * that it changed ({@link dev.skep.processor.ConstantClass}, {@link dev.skep.processor.Precompiled}).
 *
 * <p>A build that compiles some of the classes takes what it needs of the others from there. So an object is whole, or there is none; but it
 * has a copy of what its classes use, and only a build that compiles them again, or another class of it, brings that up to date. Build tools
 * that do not know how files follow from classes compile all of them again, as Gradle does for processors that do not say in {@code
 * META-INF/gradle/incremental.annotation.processors} what kind they are, and Maven for every change. Ours is of neither kind there: an object
 * follows from several classes, with the bodies of their methods, which is more than {@code isolating} allows, and classes that are not compiled
 * again have no bodies, which is what {@code aggregating} would hand over.
 *
 * <p>Nothing of javac's inside is used: {@code com.sun.source} and {@code javax.annotation.processing} are enough.
 */
@NullMarked
package dev.skep.processor;

import org.jspecify.annotations.NullMarked;
