package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program at a static tracepoint of the kernel, with the arguments and their types. Kernel 5.5.
 *
 * <p>The parameters are the arguments of the tracepoint, in order and without the first of its prototype in C, each an integer or a reference to a {@link KernelType} class, as the verifier
 * knows them: what they lead to is read directly. A {@link TracingContext} may come before them. A reference that may be null there is
 * {@code @Nullable}, of whatever package, and must be compared with null. A struct that is handed over itself is a {@code long} for each of
 * its words. Where {@code -Askep.btf} names the types of a kernel, the parameters are compared with what that one hands over.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "tp_btf", arguments = true)
public @interface BtfTracepoint {
    /** The name of the tracepoint, without its category: {@code sched_switch}. */
    String value();

    /** Whether it may sleep. Kernel 6.16. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
