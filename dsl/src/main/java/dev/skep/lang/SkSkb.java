package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the data that the sockets of a {@link BpfSockMap} receive. Kernel 4.14. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "sk_skb", context = SkBuff.class, verdict = SkAction.class)
public @interface SkSkb {
    /** What it answers. */
    Part value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** The parts that programs play. */
    enum Part {
        /** How long the message is: it returns bytes, 0 for more data first. */
        STREAM_PARSER,
        /** What becomes of a message that was parsed. */
        STREAM_VERDICT,
        /** What becomes of data, without a parser. Kernel 5.13. */
        VERDICT
    }
}
