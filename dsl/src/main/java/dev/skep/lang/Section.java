package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program of a kind that has no annotation of its own yet: the section name that loaders know it by. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Section {
    /** The section name: {@code sk_skb/stream_verdict}. */
    String value();
}
