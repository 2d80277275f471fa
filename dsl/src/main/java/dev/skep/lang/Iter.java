package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program that the kernel runs for each object of a kind, whenever somebody reads the file of the iterator. It returns 0, or 1 to see the object once more. Kernel 5.8.
 *
 * <p>The parameters are those of the iterator, the first a {@code bpf_iter_meta}; all others are null at the end of the file and must be compared with null, each an integer or a reference to a {@link KernelType} class, as the verifier
 * knows them: what they lead to is read directly. A {@link TracingContext} may come before them. A reference that may be null there is
 * {@code @Nullable}, of whatever package, and must be compared with null.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "iter", arguments = true)
public @interface Iter {
    /** What is iterated: {@code task}. */
    String value();

    /** Whether it may sleep. Kernel 5.12. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
