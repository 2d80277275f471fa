package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at the start of functions of user space, and at the return where it had returned 0: {@link BpfSession} tells which. Kernel 6.13. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "uprobe.session", context = PtRegs.class)
public @interface UprobeSession {
    /** {@code path:pattern}; empty when it is given where the program is attached. */
    String value() default "";

    /** Whether the program may sleep, and so read memory that is not there yet. Kernel 6.0. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
