package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at a perf event: a hardware counter, a clock, a tracepoint. Kernel 4.9. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "perf_event", context = PerfEventContext.class)
public @interface PerfEvent {
    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
