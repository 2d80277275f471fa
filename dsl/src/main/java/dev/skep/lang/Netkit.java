package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program in a {@code netkit} device, on the packets that leave one of its two ends. Kernel 6.7. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "netkit", context = SkBuff.class, verdict = NetkitAction.class)
public @interface Netkit {
    /** Whose packets. */
    End value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** The ends of the device. */
    enum End {
        /** Of the device in the host. */
        PRIMARY,
        /** Of its peer, mostly in a container. */
        PEER
    }
}
