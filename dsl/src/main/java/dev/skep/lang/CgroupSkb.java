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
@Hook(section = "cgroup_skb/", context = SkBuff.class, verdict = SkAction.class)
public @interface CgroupSkb {
    /** Which packets. */
    Direction value();

    /** Seen from the sockets of the cgroup. */
    enum Direction {
        /** Packets that the sockets receive. */
        INGRESS,
        /** Packets that the sockets send. */
        EGRESS
    }
}
