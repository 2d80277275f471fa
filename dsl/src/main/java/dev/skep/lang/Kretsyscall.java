package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at the return of a system call. Kernel 4.17. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "kretsyscall", context = PtRegs.class)
public @interface Kretsyscall {
    /** The name of the system call: {@code unlinkat}. */
    String value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
