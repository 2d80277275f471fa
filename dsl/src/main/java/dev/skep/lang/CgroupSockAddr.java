package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the addresses that the processes of a cgroup hand to system calls: it may refuse and rewrite them. Kernel 4.17. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "cgroup", context = SockAddrContext.class, verdict = CgroupVerdict.class)
public @interface CgroupSockAddr {
    /** Of which system call. */
    Call value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** System calls and families of addresses. */
    enum Call {
        /** {@code bind} with an IPv4 address. Kernel 4.17. */
        BIND4,
        /** {@code bind} with an IPv6 address. Kernel 4.17. */
        BIND6,
        /** {@code connect} with an IPv4 address. Kernel 4.17. */
        CONNECT4,
        /** {@code connect} with an IPv6 address. Kernel 4.17. */
        CONNECT6,
        /** {@code connect} with the path of a Unix socket. Kernel 6.7. */
        CONNECT_UNIX,
        /** {@code sendmsg}, unconnected with an IPv4 address. Kernel 4.18. */
        SENDMSG4,
        /** {@code sendmsg}, unconnected with an IPv6 address. Kernel 4.18. */
        SENDMSG6,
        /** {@code sendmsg}, unconnected with the path of a Unix socket. Kernel 6.7. */
        SENDMSG_UNIX,
        /** {@code recvmsg}, unconnected; returns 1 always with an IPv4 address. Kernel 5.2. */
        RECVMSG4,
        /** {@code recvmsg}, unconnected; returns 1 always with an IPv6 address. Kernel 5.2. */
        RECVMSG6,
        /** {@code recvmsg}, unconnected; returns 1 always with the path of a Unix socket. Kernel 6.7. */
        RECVMSG_UNIX,
        /** {@code getpeername}; returns 1 always with an IPv4 address. Kernel 5.8. */
        GETPEERNAME4,
        /** {@code getpeername}; returns 1 always with an IPv6 address. Kernel 5.8. */
        GETPEERNAME6,
        /** {@code getpeername}; returns 1 always with the path of a Unix socket. Kernel 6.7. */
        GETPEERNAME_UNIX,
        /** {@code getsockname}; returns 1 always with an IPv4 address. Kernel 5.8. */
        GETSOCKNAME4,
        /** {@code getsockname}; returns 1 always with an IPv6 address. Kernel 5.8. */
        GETSOCKNAME6,
        /** {@code getsockname}; returns 1 always with the path of a Unix socket. Kernel 6.7. */
        GETSOCKNAME_UNIX
    }
}
