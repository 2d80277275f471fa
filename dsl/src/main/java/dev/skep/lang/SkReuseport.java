package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program that chooses among the sockets that share a port. Kernel 4.19. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "sk_reuseport", context = SkReuseportContext.class, verdict = SkAction.class)
public @interface SkReuseport {
    /** When it is asked. */
    When value() default When.SELECT;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Occasions. */
    enum When {
        /** A packet looks for its socket. */
        @Name("")
        SELECT,
        /** So, and when a listening socket closes and leaves connections. Kernel 5.14. */
        MIGRATE
    }
}
