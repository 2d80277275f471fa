package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is a helper function of the kernel. Arguments go over in order, the object in front of the dot first or where {@link #receiver}
 * says; an array goes over as its address and its size in bytes, and so does what is {@link WithSize}; a key or value of a map, where the
 * parameter has the type that the map's class calls so, by its address. What the method does not have at the end is 0. A {@code boolean}
 * says whether the helper returned 0.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CallsHelper {
    /** The name of the helper: {@code bpf_ktime_get_ns}. */
    String value();

    /** How many arguments stand in front of the object. */
    int receiver() default 0;
}
