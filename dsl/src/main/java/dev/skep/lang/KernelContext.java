package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class is what the kernel hands to a program: its fields are those of a struct of the kernel, their names in camel case. Which programs
 * may read and write a field is as the kernel's verifier has it; another access is refused.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface KernelContext {
    /** The name of the struct: {@code xdp_md}; empty when the kernel gives it none. */
    String value() default "";

    /** Whether programs get it from a context or a helper only; then all its fields can be read and none written. */
    boolean pointer() default false;
}
