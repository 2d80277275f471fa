package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A symbol of the kernel. In a {@code long} it is the address of any symbol, as {@code /proc/kallsyms} has it: {@code extern void name
 * __ksym}. The loader puts it in. Kernel 5.2.
 *
 * <p>A field that is a cell or a {@link KernelType} class is a variable of that type, which the kernel must have in its BTF: {@code extern int
 * name __ksym}. Nothing can be written to it. Of a {@link #perCpu} variable, {@link Kernel#thisCpu} and {@link Kernel#perCpu} return the one of
 * a CPU. Kernel 5.10.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Ksym {
    /** Its name, where it is not the name of the field. */
    String value() default "";

    /** Whether each CPU has one of its own. */
    boolean perCpu() default false;

    /** Whether it is 0, or null for a variable of each CPU, where the kernel has none, instead of the loader refusing the object. */
    boolean weak() default false;
}
