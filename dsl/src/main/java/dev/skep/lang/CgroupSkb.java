package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the packets of the sockets of a cgroup, network header first. Kernel 4.10. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "cgroup_skb", alone = "cgroup/skb", context = SkBuff.class, verdict = SkAction.class)
public @interface CgroupSkb {
    /** Which packets. */
    Direction value() default Direction.EITHER;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Seen from the sockets of the cgroup. */
    enum Direction {
        /** Whichever it is attached to. */
        @Name("")
        EITHER,
        /** Packets that the sockets receive. */
        INGRESS,
        /** Packets that the sockets send. */
        EGRESS
    }
}
