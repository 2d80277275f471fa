package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class is a C union: all its fields begin where it begins, so that writing one changes what the others are; a reference to it is a
 * pointer. A new one is zero throughout. With {@link KernelType} it is a union of the kernel.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Union {}
