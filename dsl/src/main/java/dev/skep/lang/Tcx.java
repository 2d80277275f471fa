package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the ingress or egress of a network device, attached by a link among others in an order. Kernel 6.6. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "tcx", context = SkBuff.class, verdict = TcxAction.class)
public @interface Tcx {
    /** Which way packets go. */
    Direction value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Seen from the machine. */
    enum Direction {
        /** Packets that come in. */
        INGRESS,
        /** Packets that go out. */
        EGRESS
    }
}
