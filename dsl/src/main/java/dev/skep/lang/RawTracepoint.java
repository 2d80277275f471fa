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
@Hook(section = "raw_tracepoint", context = RawTracepointContext.class)
public @interface RawTracepoint {
    /** The name of the tracepoint, without its category: {@code sched_process_exec}. */
    String value();

    /** Whether it may write to the memory that the first argument leads to. Kernel 5.2. */
    boolean writable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
