package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is a helper function of the kernel. Arguments go over in order, the object in front of the dot first; an array goes over as its
 * address and its size in bytes, and so does what is {@link WithSize}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface CallsHelper {
    /** The name of the helper: {@code bpf_ktime_get_ns}. */
    String value();
}
