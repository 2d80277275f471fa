package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program at a static probe of user space (USDT), which a note in an executable file describes. libbpf 0.8 alone attaches such programs; the
 * object has the two maps where it writes how the arguments of each probe are found, once for all classes of the object. For the GPL only. Kernel 5.15.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "usdt", context = UsdtContext.class)
public @interface Usdt {
    /** {@code path:provider:name}; empty when it is given where the program is attached. */
    String value() default "";

    /** Whether the program may sleep. Kernel 6.0, libbpf 1.3. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
