package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at the start of a function of user space. Kernel 4.1. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "uprobe", context = PtRegs.class)
public @interface Uprobe {
    /** {@code path:function}, {@code path:function+offset}; empty when it is given where the program is attached. */
    String value() default "";

    /** Whether one link attaches it to many places, named by a pattern. Kernel 6.6. */
    boolean multi() default false;

    /** Whether the program may sleep, and so read memory that is not there yet. Kernel 6.0. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
