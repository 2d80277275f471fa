package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at the beginning and end of the sockets of a cgroup. Kernel 4.10. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "cgroup", context = CgroupSockContext.class, verdict = CgroupVerdict.class)
public @interface CgroupSock {
    /** At which moment. */
    Moment value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Moments in the life of a socket. */
    enum Moment {
        /** It is made. */
        SOCK_CREATE,
        /** It is closed. Kernel 5.9. */
        SOCK_RELEASE,
        /** It has got an IPv4 address. Kernel 4.17. */
        POST_BIND4,
        /** It has got an IPv6 address. Kernel 4.17. */
        POST_BIND6
    }
}
