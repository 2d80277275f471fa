package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation the mark of a program: the static method that carries it is called by the kernel. A {@code value} of the annotation,
 * text or a constant in lower case, is appended to the section name.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Hook {
    /** The section name as loaders know it, with the slash where a value follows. */
    String section();

    /** The type of the one parameter. */
    Class<?> context();

    /** Whether the kernel hands over a record, which programs may describe by a {@link KernelType} class in place of the context. */
    boolean record() default false;

    /** The enum that a program may return instead of {@code int}; {@code int} itself where the kernel ignores or does not name the result. */
    Class<?> verdict() default int.class;
}
