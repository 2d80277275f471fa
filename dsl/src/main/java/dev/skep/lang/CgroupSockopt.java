package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the socket options that the processes of a cgroup set and ask for. Kernel 5.3. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "cgroup", context = SockoptContext.class, verdict = CgroupVerdict.class)
public @interface CgroupSockopt {
    /** Of which system call. */
    Call value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** System calls. */
    enum Call {
        /** The kernel has answered, and the program may change the answer. */
        GETSOCKOPT,
        /** The option is about to be set. */
        SETSOCKOPT
    }
}
