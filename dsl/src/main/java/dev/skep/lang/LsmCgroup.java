package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program at a hook of the Linux security modules for the tasks of a cgroup: 1 permits, 0 refuses. Kernel 6.0.
 *
 * <p>The parameters are those of the hook, in order, each an integer or a reference to a {@link KernelType} class, as the verifier
 * knows them: what they lead to is read directly. A {@link TracingContext} may come before them. A reference that may be null there is
 * {@code @Nullable}, of whatever package, and must be compared with null. A struct that is handed over itself is a {@code long} for each of
 * its words. Where {@code -Askep.btf} names the types of a kernel, the parameters are compared with what that one hands over.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "lsm_cgroup", arguments = true)
public @interface LsmCgroup {
    /** The name of the hook: {@code socket_bind}. */
    String value();

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
