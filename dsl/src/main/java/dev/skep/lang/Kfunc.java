package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, static and native, is a function of the kernel that loaders find by its name ({@code .ksyms}). Integers go over as they are,
 * references to {@link Struct} classes, cells, arrays and {@link KernelType} classes as pointers; what the function's {@code __sz} parameters
 * take, the size of the memory in front of it, is left out, and so are classes that only name a type. It returns an integer, nothing, a {@link
 * KernelType} class or, where the program has to release it ({@code KF_ACQUIRE}), a {@link BpfReference} to one. {@link Kfuncs} has the known
 * ones. A call in a program of a type that kernels up to 6.18 let not call the function is refused, where that is known. They are for licenses of the GPL. Kernel 5.13, each from some kernel on.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Kfunc {
    /** The name of the function: {@code bpf_strlen}. */
    String value();

    /**
     * Whether the kernel may have no such function, so that loaders load the object all the same. It must not be called there, and {@link
     * Core#exists(String)} asks: the verifier does not look at calls behind a question that is answered with no.
     */
    boolean weak() default false;
}
