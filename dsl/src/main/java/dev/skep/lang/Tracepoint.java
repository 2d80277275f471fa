package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program at a static tracepoint of the kernel, with the arguments as the tracepoint formats them. Kernel 4.7.
 *
 * <p>The parameter is the record of the tracepoint: a {@link KernelType} class with the fields that the program reads, such as those of {@code
 * trace_event_raw_sys_enter}; or {@link TracepointContext}, when it reads none. With {@link KernelTypes} the name of the struct is all there is
 * to write. Tracepoints of one class share a struct: {@code skep btf java --tracepoint} finds it by the tracepoint's {@code format} file. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "tracepoint", context = TracepointContext.class, record = true)
public @interface Tracepoint {
    /** The category and name of the tracepoint: {@code sched/sched_process_exec}. */
    String value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
