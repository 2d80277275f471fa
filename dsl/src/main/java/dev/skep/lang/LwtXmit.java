package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on packets on their way out of a lightweight tunnel, which it may encapsulate and redirect; it is part of a route. Kernel 4.10. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "lwt_xmit", context = SkBuff.class, verdict = LwtVerdict.class)
public @interface LwtXmit {
    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
