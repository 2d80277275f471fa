package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An enum of the kernel.
 *
 * <p>On a Java {@code enum}: it stands for the kernel's of its own name, or the one of its {@link Name}, and has those of its constants that
 * the program names, if any. Their numbers are those of the kernel that the enum was made from; {@link Core#valueOf} asks the kernel that
 * runs. Several may have the same number, and what a member holds need not be the number of one of them.
 *
 * <p>On an integer of a {@link KernelType} class: it is an enum in the kernel, and read as a number. Without it the loader would look for an
 * integer, and find none.
 */
@Documented
@Target({ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface KernelEnum {}
