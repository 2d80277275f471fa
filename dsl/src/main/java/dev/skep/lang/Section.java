package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program of a kind that has no annotation of its own yet: the section name that loaders know it by. On a static field, the section that it
 * lies in: {@code .data.x}, or {@code .rodata.x} for settings and constants, each of which becomes a map of its own. Kernel 5.2.
 */
@Documented
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface Section {
    /** The section name: {@code sk_skb/stream_verdict}, {@code .data.counters}. */
    String value();
}
