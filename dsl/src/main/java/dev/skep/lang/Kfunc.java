package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, static and native, is a function of the kernel that loaders find by its name ({@code .ksyms}). Integers go over as they are,
 * references to {@link Struct} classes, cells, arrays and {@link KernelType} classes as pointers; it returns an integer or nothing. They are
 * for licenses of the GPL. Kernel 5.13, each from some kernel on.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Kfunc {
    /** The name of the function: {@code bpf_strlen}. */
    String value();
}
