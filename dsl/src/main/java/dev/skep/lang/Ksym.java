package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The address of a symbol of the kernel, as {@code /proc/kallsyms} has it, in a {@code long}: {@code extern void name __ksym}. The loader puts
 * it in. Kernel 5.2.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Ksym {
    /** Its name, where it is not the name of the field. */
    String value() default "";

    /** Whether it is 0 where the kernel has none, instead of the loader refusing the object. */
    boolean weak() default false;
}
