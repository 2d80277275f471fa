package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the packets of one socket; it returns how many bytes to keep. Kernel 3.19. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "socket", context = SkBuff.class)
public @interface SocketFilter {
    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
