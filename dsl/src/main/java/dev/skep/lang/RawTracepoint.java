package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at a static tracepoint of the kernel, with the raw arguments. Kernel 4.17. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "raw_tracepoint/", context = RawTracepointContext.class)
public @interface RawTracepoint {
    /** The name of the tracepoint, without its category: {@code sched_process_exec}. */
    String value();
}
