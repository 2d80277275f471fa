package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at the start of many functions of the kernel, and at the return where it had returned 0: {@link BpfSession} tells which. Kernel 6.10. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "kprobe.session", context = PtRegs.class)
public @interface KprobeSession {
    /** A pattern with {@code *} and {@code ?}; empty when the functions are given where the program is attached. */
    String value() default "";

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
