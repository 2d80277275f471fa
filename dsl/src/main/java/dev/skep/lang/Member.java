package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member of the struct that a {@link StructOps} class is: a program, or a constant.
 *
 * <p>A method is what the kernel calls through the member, a program of section {@code struct_ops/<member>}. It takes all arguments that the
 * member takes, in order: structs of the kernel as {@link KernelType} classes, and everything else as integers of the same width and sign. A
 * reference that may be null there is {@code @Nullable}, of whatever package. In a {@code tcp_congestion_ops}, a {@code struct sock} may be
 * a {@code tcp_sock}, which it is. What the kernel lets programs write to is assigned to: {@code tp.snd_cwnd = 10}. Kernel 5.6.
 *
 * <p>A field is a constant of the class: {@code static final}, a {@link String} for characters, and a number for everything else that is
 * none.
 */
@Documented
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Hook(section = "struct_ops", arguments = true)
public @interface Member {
    /** The name that the kernel gives the member; without it, the name in Java in snake case, or its {@link Name}. */
    String value() default "";

    /** Whether the program may sleep: section {@code struct_ops.s}. Which members may, the kernel says. Kernel 6.3. */
    boolean sleepable() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;
}
