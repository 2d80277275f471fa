package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@code long} of a {@link KernelType} class is a pointer in the kernel, whatever it leads to: {@code void *}, {@code char *}, a function.
 * It is read as a number, for functions that read memory. Without it the loader would look for an integer, and find none.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Address {}
