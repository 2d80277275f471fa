package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the ingress or egress of a network device, attached as a {@code tc} filter in direct-action mode. Kernel 4.4. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "tc", alone = "classifier", context = SkBuff.class, verdict = TcAction.class)
public @interface Tc {
    /** Which way packets go; loaders that attach by links need it. */
    Direction value() default Direction.EITHER;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Seen from the machine. */
    enum Direction {
        /** Whichever it is attached to. */
        @Name("")
        EITHER,
        /** Packets that come in. */
        INGRESS,
        /** Packets that go out. */
        EGRESS
    }
}
