package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation the mark of a program: the static method that carries it is called by the kernel. Its section name is {@code section},
 * and behind a slash the {@code value} of the annotation: text, or a constant in lower case or by its {@link Name}. Members of the annotation
 * that are true change the name: {@code multi} adds {@code .multi} to the first word, {@code frags}, {@code writable} and {@code sleepable}
 * add {@code .frags}, {@code .w} and {@code .s}, and {@code optional} puts {@code ?} in front of all.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Hook {
    /** The section name as loaders know it. */
    String section();

    /** The section name without a value, where that is another one. */
    String alone() default "";

    /** The type of the one parameter; {@code void} where any context is. */
    Class<?> context() default void.class;

    /** Whether the kernel hands over a record, which programs may describe by a {@link KernelType} class in place of the context. */
    boolean record() default false;

    /** Whether user space hands over memory, which programs describe by a {@link Struct} class. */
    boolean memory() default false;

    /** Whether the kernel hands over the arguments of what is traced, one parameter for each. */
    boolean arguments() default false;

    /** The enum that a program may return instead of {@code int}; {@code int} itself where the kernel ignores or does not name the result. */
    Class<?> verdict() default int.class;
}
