package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at a static tracepoint of the kernel, with the arguments as the tracepoint formats them. Kernel 4.7. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "tracepoint/", context = TracepointContext.class)
public @interface Tracepoint {
    /** The category and name of the tracepoint: {@code sched/sched_process_exec}. */
    String value();
}
